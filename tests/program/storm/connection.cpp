#include "tests/program/storm/connection.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

namespace rds::storm {

namespace {

// Of a busy machine under a sanitizer.
constexpr std::chrono::seconds kPatience{60};

}  // namespace

std::optional<kit::RawAnswer> Connection::ask(std::string_view request) {
    if (!client_) client_.emplace(port_, "127.0.0.1", kPatience);
    try {
        return client_->ask(request);
    } catch (std::runtime_error const& error) {
        client_.reset();
        if (!std::string_view{error.what()}.starts_with("raw client: closed")) throw;
        return std::nullopt;
    }
}

kit::RawAnswer Connection::control(
    std::string_view method,
    std::string_view path,
    std::string_view tenant,
    std::string_view body
) {
    auto answer = ask(fmt::format(
        "{} /_emulator/{}{}account={} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}",
        method,
        path,
        path.find('?') == std::string_view::npos ? '?' : '&',
        tenant,
        body.size(),
        body
    ));
    if (!answer) throw std::runtime_error{fmt::format("{} {} was not answered", method, path)};
    return *std::move(answer);
}

}  // namespace rds::storm
