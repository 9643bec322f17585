#include "server/program/values.hpp"

#include "server/text/ascii.hpp"
#include "server/text/number.hpp"
#include "server/text/time.hpp"
#include "server/tls/names.hpp"

namespace rds::options {

bool means(std::string_view text, std::string_view word) {
    auto const is = [text](std::string_view other) {
        return text::equals_ignoring_case(text, other);
    };
    if (word == "on" && (is("true") || is("yes"))) return true;
    if (word == "off" && (is("false") || is("no"))) return true;
    return is(word);
}

std::optional<bool> true_or_false(std::string_view text) {
    if (means(text, "on") || text == "1") return true;
    if (means(text, "off") || text == "0") return false;
    return std::nullopt;
}

std::optional<std::chrono::milliseconds>
duration_from(std::string_view text, std::chrono::milliseconds least) {
    auto const value = text::parse_duration(text);
    return value && *value >= least ? value : std::nullopt;
}

std::optional<ListenAddress> listen_address(std::string_view text) {
    auto const is_address = [](std::string_view host, bool is_v6) {
        if (host == kLocalhost) return !is_v6;
        return tls::ip_address(host) && is_v6 == (host.find(':') != std::string_view::npos);
    };
    if (is_address(text, true)) return ListenAddress{std::string{text}, std::nullopt};
    auto const colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
    auto host = text.substr(0, colon);
    auto const is_v6 = host.starts_with('[') && host.ends_with(']');
    if (is_v6) host = host.substr(1, host.size() - 2);
    if (!is_address(host, is_v6)) return std::nullopt;
    ListenAddress address{std::string{host}, std::nullopt};
    if (colon == std::string_view::npos) return address;
    address.port = text::number<std::uint16_t>(text.substr(colon + 1));
    return address.port ? std::optional{address} : std::nullopt;
}

}  // namespace rds::options
