#include "tests/kit/call.hpp"

#include <fmt/format.h>

#include <utility>

namespace rds::kit {

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (auto const c : text)
        encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return encoded;
}

Call::Call(std::string_view action) : target_{"/?Action=" + percent_encoded(action)} {}

Call Call::with(std::string_view name, std::string_view value) && {
    target_ += fmt::format("&{}={}", percent_encoded(name), percent_encoded(value));
    return std::move(*this);
}

Call Call::as_xml() && {
    format_ = "XML";
    return std::move(*this);
}

Call Call::by(std::string_view key) && {
    return std::move(*this).with("AccessKeyId", key);
}

http::Request Call::request() const {
    http::Request request;
    request.method = "GET";
    request.target = target_ + "&Format=" + format_;
    request.fields.add("Host", "127.0.0.1:2014");
    request.received = std::chrono::steady_clock::now();
    return request;
}

}  // namespace rds::kit
