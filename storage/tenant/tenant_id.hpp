#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace rds::storage {

// The tenant of callers whose key names no other.
inline constexpr std::string_view kDefaultTenant = "1000000000000000";

inline constexpr std::size_t kTenantDigits = 16;

inline bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Whether it is a tenant's ID: 16 digits, as the service's are. So it is fit to be a file's name.
inline bool is_tenant_id(std::string_view text) {
    return text.size() == kTenantDigits && is_digits(text);
}

// Whether it is none for the number of its digits alone, so mistyped in all likelihood.
inline bool is_nearly_tenant_id(std::string_view text) {
    return !text.empty() && text.size() != kTenantDigits && is_digits(text);
}

}  // namespace rds::storage
