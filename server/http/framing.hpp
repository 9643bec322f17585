// Where the parts of a request end, found before Beast's parser sees them.
//
// Beast takes a folded field for one line, waits for the end of a head whose lines end in a bare LF
// and never looks at more than it was given at once. So a part that is made of lines is judged
// here, line by line as they come, and handed over when it is whole: what is decided depends on the
// bytes alone, not on how they were split on their way.
#pragma once

#include "server/http/limits.hpp"

#include <boost/beast/http/field.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rds::http {

// What has come of reading a request. A refusal is named by its HTTP status.
enum class Reading : std::uint16_t {
    complete,
    unfinished,  // more must come
    ended,       // no more will come, and nothing is to be said to the client
    malformed = 400,
    too_slow = 408,
    body_too_large = 413,
    target_too_large = 414,
    expectation_unknown = 417,
    header_too_large = 431,
    too_many_connections = 503,
};

// The header fields that say where a request ends, and those which two readers could take
// differently. Beast lets through a length given twice or as a list, codings besides chunked, and
// any Host; here all of that is refused (RFC 9112, 3.2, 6.1, 6.3 and 11.2).
class FramingFields {
  public:
    // Takes one field; false: the request is malformed.
    bool take(boost::beast::http::field name, std::string_view value);

    // Once all are taken: complete, or why not.
    Reading judge(bool http_1_1) const;

    // The client may hold its body back until it hears "100 Continue".
    bool expects_continue() const { return expects_continue_; }

  private:
    bool take_content_length(std::string_view value);
    bool take_transfer_encoding(std::string_view value);
    bool take_host(std::string_view value);
    bool take_expectation(std::string_view value);

    bool has_length_ = false;
    bool is_chunked_ = false;
    bool has_host_ = false;
    bool expects_continue_ = false;
    bool expects_what_we_do_not_know_ = false;
};

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
