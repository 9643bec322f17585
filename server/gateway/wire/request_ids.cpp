#include "server/gateway/wire/request_ids.hpp"

#include "server/crypto/digest.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>

#include <string_view>

namespace rds::gateway {

RequestIds::RequestIds() : namespace_{boost::uuids::random_generator{}()} {}

std::string RequestIds::next() {
    auto const number = count_.fetch_add(1, std::memory_order_relaxed);
    boost::uuids::name_generator_sha1 const name{namespace_};
    auto const uuid = name(&number, sizeof number);

    constexpr std::string_view kDigits = "0123456789ABCDEF";
    // Boost prints lower case through a stream; the service prints upper case, and this is on every
    // request's path.
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < uuid.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += kDigits[uuid.data[i] >> 4U];
        text += kDigits[uuid.data[i] & 15U];
    }
    return text;
}

std::string trace_id() {
    thread_local boost::uuids::random_generator_mt19937 draw;
    auto const bytes = draw();
    return crypto::hex({reinterpret_cast<char const*>(bytes.data), bytes.size()});
}

}  // namespace rds::gateway
