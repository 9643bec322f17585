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
    bool has_length_ = false;
    bool is_chunked_ = false;
    bool has_host_ = false;
    bool expects_continue_ = false;
    bool expects_what_we_do_not_know_ = false;
};

// Judges the parts of a request that are made of lines: its head, which is request line, fields and
// the empty line that ends them; then, of a chunked body, what precedes each chunk.
class Framing {
  public:
    explicit Framing(Limits const& limits) : limits_(limits) {}

    // `bytes` are all that has come of the part; they only grow from call to call.
    Reading judge(std::string_view bytes);

    // Once complete: where the part begins, for an empty line may precede the request line, and
    // where it ends.
    std::size_t begin() const { return begin_; }

    std::size_t end() const { return end_; }

    // The next part is the line before a chunk, with the end of the chunk before it; of the last,
    // empty chunk also the trailer.
    void expect_chunk();

  private:
    enum class Expects : std::uint8_t { request_line, field, end_of_chunk, chunk_size, trailer };

    Reading judge_size(std::string_view bytes) const;
    Reading judge_line(std::string_view line);

    Limits const& limits_;
    Expects expects_ = Expects::request_line;
    std::size_t begin_ = 0;
    std::size_t fields_begin_ = 0;
    std::size_t end_ = 0;   // of the last whole line
    std::size_t seen_ = 0;  // bytes that have been looked at: a line more, be it whole or not
};

}  // namespace rds::http
