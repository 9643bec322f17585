#include "server/program/values.hpp"

#include "server/text/escape.hpp"
#include "server/text/time.hpp"
#include "server/tls/names.hpp"
#include "storage/tenant/clock.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>
#include <charconv>

namespace rds::options {

namespace {

using std::chrono::milliseconds;

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return value;
}

struct HostAndPort {
    std::string_view host;
    std::optional<std::string_view> port;
    int family = AF_INET;
};

HostAndPort split(std::string_view text) {
    if (text.starts_with('[')) {
        auto const end = text.find(']');
        if (end == std::string_view::npos) return {};
        auto const host = text.substr(1, end - 1);
        auto const rest = text.substr(end + 1);
        if (rest.empty()) return {host, std::nullopt, AF_INET6};
        return {host, rest.starts_with(':') ? rest.substr(1) : "", AF_INET6};
    }
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return {text, std::nullopt, AF_INET};
    if (text.find(':', colon + 1) != std::string_view::npos) return {text, std::nullopt, AF_INET6};
    return {text.substr(0, colon), text.substr(colon + 1), AF_INET};
}

}  // namespace

std::optional<int> whole_number(std::string_view text, int least, int most) {
    auto const value = number_in<int>(text);
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

Value bytes(int Options::*member) {
    return number(member, 256, 1024 * 1024 * 1024, "a whole number of bytes");
}

std::string any_of(std::vector<std::string_view> const& words) {
    return text::joined(words, "or");
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
    auto const [host, port, family] = split(text);
    ListenAddress address{std::string{host}, std::nullopt};
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    if (::inet_pton(family, address.host.c_str(), bytes.data()) != 1) return std::nullopt;
    if (!port) return address;
    auto const number = whole_number(*port, 0, UINT16_MAX);
    if (!number) return std::nullopt;
    address.port = static_cast<std::uint16_t>(*number);
    return address;
}

std::optional<std::string> host_name(std::string_view text) {
    auto name = tls::certificate_name(text);
    if (!name || name->starts_with('*') || tls::ip_address(*name)) return std::nullopt;
    return name;
}

std::optional<double> clock_speed(std::string_view text) {
    auto const value = number_in<double>(text);
    auto const is_in_range =
        value && *value > 0 && *value <= storage::kFastestClock;  // false for a NaN
    return is_in_range ? value : std::nullopt;
}

}  // namespace rds::options
