#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::tls {

// The one text of an IP address that has several ("::1" of "0:0::1"); nothing if it is none.
std::optional<std::string> ip_address(std::string_view text);

// What a certificate is asked for: the IP address or DNS name in its one form, lower case; nothing
// if the text is neither. A name may begin with "*.".
std::optional<std::string> certificate_name(std::string_view text);

// What a client on this machine calls it, and these.
std::vector<std::string> needed_names(std::vector<std::string> const& more);

}  // namespace rds::tls
