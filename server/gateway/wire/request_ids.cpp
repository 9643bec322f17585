#include "server/gateway/wire/request_ids.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>

#include <array>

namespace rds::gateway {

namespace {

void append_hex(std::string& text, std::uint8_t byte, char const* digits) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
}

}  // namespace

RequestIds::RequestIds() : namespace_{boost::uuids::random_generator{}()} {}

std::string RequestIds::next() {
    auto const number = count_.fetch_add(1, std::memory_order_relaxed);
    boost::uuids::name_generator_sha1 const name{namespace_};
    auto const uuid = name(&number, sizeof number);

    // Boost prints lower case through a stream; the service prints upper case, and this is on every
    // request's path.
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        append_hex(text, *(uuid.begin() + i), "0123456789ABCDEF");
    }
    return text;
}

std::string trace_id() {
    thread_local boost::uuids::random_generator_mt19937 draw;
    auto const bytes = draw();
    std::string text;
    text.reserve(32);
    for (auto const byte : bytes)
        append_hex(text, byte, "0123456789abcdef");
    return text;
}

}  // namespace rds::gateway
