#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace rds::storage {

// The account of callers whose key names no other.
inline constexpr std::string_view kDefaultAccount = "1000000000000000";

// Whether it is an account's ID: 16 digits, as the service's are. So it is fit to be a file's name.
inline bool is_account_id(std::string_view text) {
    constexpr std::size_t kDigits = 16;
    return text.size() == kDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace rds::storage
