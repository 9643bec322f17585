#include "server/program/values.hpp"

#include "server/text/number.hpp"
#include "server/text/time.hpp"
#include "server/tls/names.hpp"
#include "storage/tenant/clock.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>

namespace rds::options {

namespace {

using std::chrono::milliseconds;

bool is_address(int family, std::string const& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(family, text.c_str(), bytes.data()) == 1;
}

}  // namespace

std::optional<int> whole_number(std::string_view text, int least, int most) {
    auto const value = text::number<int>(text);
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

Value bytes(int Options::*member) {
    return number(member, 256, 1024 * 1024 * 1024, "a whole number of bytes");
}

std::optional<bool> true_or_false(std::string_view text) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return std::nullopt;
}

std::optional<milliseconds> duration_from(std::string_view text, milliseconds least) {
    auto const value = text::parse_duration(text);
    return value && *value >= least ? value : std::nullopt;
}

std::optional<std::string> not_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return std::string{text};
}

std::optional<ListenAddress> listen_address(std::string_view text) {
    ListenAddress address{std::string{text}, std::nullopt};
    if (is_address(AF_INET6, address.host)) return address;
    auto const colon = text.find(':', text.starts_with('[') ? text.find(']') : 0);
    auto const host = text.substr(0, colon);
    auto const is_v6 = host.starts_with('[') && host.ends_with(']');
    address.host = is_v6 ? host.substr(1, host.size() - 2) : host;
    if (!is_address(is_v6 ? AF_INET6 : AF_INET, address.host)) return std::nullopt;
    if (colon == std::string_view::npos) return address;
    address.port = text::number<std::uint16_t>(text.substr(colon + 1));
    return address.port ? std::optional{address} : std::nullopt;
}

std::optional<std::string> host_name(std::string_view text) {
    auto name = tls::certificate_name(text);
    if (!name || name->starts_with('*') || tls::ip_address(*name)) return std::nullopt;
    return name;
}

std::optional<double> clock_speed(std::string_view text) {
    auto const value = text::number<double>(text);  // of a NaN all comparisons are false
    return value && *value > 0 && *value <= storage::kFastestClock ? value : std::nullopt;
}

}  // namespace rds::options
