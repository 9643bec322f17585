#pragma once

#include "server/http/framing.hpp"
#include "server/http/limits.hpp"
#include "server/http/message.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

namespace rds::http {

// Beast's parser behind our framing, writing straight into a Request: no message of Beast's is
// built and no field is copied twice. One parser reads one request, which must outlive it, as must
// the limits.
class RequestParser final : private boost::beast::http::basic_parser<true> {
  public:
    RequestParser(Request& request, Limits const& limits);

    // Takes from the buffer what belongs to the request. All limits on its size are applied here.
    // Complete, unfinished, or a refusal, after which it reads no more.
    Reading read(boost::beast::flat_buffer& buffer);

    // Once complete: the connection may serve another request.
    using basic_parser::keep_alive;

    // Whether the client holds the body back until it hears "100 Continue"; true once. Not if some
    // of the body has come already.
    bool take_expectation();

  private:
    using ErrorCode = boost::system::error_code;
    using StringView = boost::beast::string_view;
    using Verb = boost::beast::http::verb;
    using Field = boost::beast::http::field;

    Reading judge(std::string_view bytes, std::string_view& part);
    void refuse(Reading reading, ErrorCode& error);

    void on_request_impl(
        Verb method,
        StringView method_text,
        StringView target,
        int version,
        ErrorCode& error
    ) override;

    // Never called where requests are read.
    void on_response_impl(int, StringView, int, ErrorCode&) override {}

    void on_field_impl(Field name, StringView name_text, StringView value, ErrorCode& error)
        override;
    void on_header_impl(ErrorCode& error) override;
    void on_body_init_impl(boost::optional<std::uint64_t> const& content_length, ErrorCode& error)
        override;
    std::size_t on_body_impl(StringView bytes, ErrorCode& error) override;
    void on_chunk_header_impl(std::uint64_t size, StringView extensions, ErrorCode& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t remain, StringView bytes, ErrorCode& error)
        override;

    void on_finish_impl(ErrorCode&) override {}

    Request& request_;
    Framing framing_;
    FramingFields framing_fields_;
    std::uint64_t chunk_left_ = 0;          // bytes of a chunk that are still to come
    Reading refusal_ = Reading::malformed;  // what an error means
    bool http_1_1_ = false;
    bool expects_continue_ = false;
};

}  // namespace rds::http
