#pragma once

#include "server/http/reading.hpp"

#include <boost/beast/http/field.hpp>

#include <string_view>

namespace rds::http {

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

}  // namespace rds::http
