// Where the parts of a request end, found before Beast's parser sees them.
//
// Beast takes a folded field for one line, waits for the end of a head whose lines end in a bare LF
// and never looks at more than it was given at once. So a part that is made of lines is judged
// here, line by line as they come, and handed over when it is whole: what is decided depends on the
// bytes alone, not on how they were split on their way.
#pragma once

#include "server/http/limits.hpp"
#include "server/http/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rds::http {

// The lines at the beginning of bytes that only grow from call to call.
class Lines {
  public:
    enum class Next : std::uint8_t {
        line,
        unfinished,
        bare,  // ended by a LF without CR
    };

    Next next(std::string_view bytes);

    // The last line, without its CRLF.
    std::string_view line() const { return line_; }

    // How many bytes the lines have, with their ends.
    std::size_t size() const { return size_; }

    // How many bytes have been looked at: a line more, be it finished or not.
    std::size_t seen() const { return seen_; }

  private:
    std::string_view line_;
    std::size_t size_ = 0;
    std::size_t seen_ = 0;
};

// Request line, fields and the empty line that ends them.
class HeadFraming {
  public:
    explicit HeadFraming(Limits const& limits) : limits_(limits) {}

    // `bytes` are all that has come of the request.
    Reading judge(std::string_view bytes);

    // Once complete: where the request line begins, for an empty line may precede it, and where the
    // head ends.
    std::size_t begin() const { return begin_; }

    std::size_t end() const { return lines_.size(); }

  private:
    Reading judge_request_line(std::string_view bytes, Lines::Next next);
    Reading judge_field(Lines::Next next) const;

    Limits const& limits_;
    Lines lines_;
    std::size_t begin_ = 0;
    std::size_t fields_begin_ = 0;  // 0: the request line is not whole yet
};

// The line before a chunk, with the end of the chunk before it; of the last, empty chunk also the
// trailer.
class ChunkFraming {
  public:
    explicit ChunkFraming(Limits const& limits) : limits_(limits) {}

    // `bytes` are what has come since the last chunk's last byte.
    Reading judge(std::string_view bytes);

    // Once complete.
    std::size_t end() const { return lines_.size(); }

    // Another one is to be judged, behind the bytes of a chunk.
    void restart();

  private:
    enum class Expects : std::uint8_t { end_of_chunk, size, trailer };

    Reading judge_line();

    Limits const& limits_;
    Lines lines_;
    Expects expects_ = Expects::size;
};

}  // namespace rds::http
