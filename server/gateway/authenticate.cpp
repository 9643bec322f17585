#include "server/gateway/authenticate.hpp"

#include "server/control/accounts.hpp"

#include <algorithm>

namespace rds::gateway {

namespace {

constexpr std::size_t kAccountDigits = 16;

bool names_an_account(std::string_view key) {
    return key.size() == kAccountDigits &&
           std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Caller authenticate(Call const& call) {
    auto const& key = call.access_key_id;
    return {key, names_an_account(key) ? key : std::string{control::kDefaultAccount}};
}

}  // namespace rds::gateway
