#include "server/program/values.hpp"

#include "server/text/ascii.hpp"
#include "server/text/time.hpp"
#include "server/tls/names.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <utility>

namespace rds::options {

namespace {

using std::chrono::milliseconds;
using std::chrono::sys_time;

bool is_ip_address(int family, std::string const& text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(family, text.c_str(), bytes.data()) == 1;
}

struct HostAndPort {
    std::string_view host;
    std::optional<std::string_view> port;
    int family = AF_INET;
};

// "1.2.3.4", "1.2.3.4:80", "::1", "[::1]", "[::1]:80"
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

template <typename Value, std::size_t kCount>
bool read_one_of(
    std::string_view text,
    std::array<std::pair<std::string_view, Value>, kCount> const& words,
    Value& value
) {
    auto const found = std::ranges::find(words, text, &std::pair<std::string_view, Value>::first);
    if (found == words.end()) return false;
    value = found->second;
    return true;
}

}  // namespace

bool read_value(std::string_view text, std::string& value) {
    if (text.empty()) return false;
    value = text;
    return true;
}

bool read_value(std::string_view text, std::optional<std::string>& value) {
    if (text.empty()) return false;
    value = text;
    return true;
}

bool read_instance_id(std::string_view text, std::vector<std::string>& ids) {
    if (!text::is_instance_id(text)) return false;
    ids.emplace_back(text);
    return true;
}

bool read_certificate_name(std::string_view text, std::vector<std::string>& names) {
    auto name = tls::certificate_name(text);
    if (!name) return false;
    names.push_back(*std::move(name));
    return true;
}

bool read_host_name(std::string_view text, std::vector<std::string>& names) {
    auto name = tls::certificate_name(text);
    if (!name || name->starts_with('*') || tls::ip_address(*name)) return false;
    names.push_back(*std::move(name));
    return true;
}

bool read_idle_time(std::string_view text, std::optional<milliseconds>& time) {
    milliseconds value{};
    if (text != "off" && (!read_value(text, value) || value == milliseconds{0})) return false;
    time.reset();
    if (text != "off") time = value;
    return true;
}

bool read_value(std::string_view text, bool& is_on) {
    static constexpr std::array<std::pair<std::string_view, bool>, 4> kWords{{
        {"true", true},
        {"1", true},
        {"false", false},
        {"0", false},
    }};
    return read_one_of(text, kWords, is_on);
}

bool read_value(std::string_view text, std::optional<bool>& is_on) {
    bool value = false;
    if (!read_value(text, value)) return false;
    is_on = value;
    return true;
}

bool read_value(std::string_view text, std::vector<ListenAddress>& addresses) {
    auto const [host, port, family] = split(text);
    ListenAddress address{std::string{host}, std::nullopt};
    if (!is_ip_address(family, address.host)) return false;
    if (port && !read_value(*port, 0, 65535, address.port)) return false;
    addresses.push_back(std::move(address));
    return true;
}

bool read_value(std::string_view text, milliseconds& duration) {
    auto const value = text::parse_duration(text);
    if (!value || *value < milliseconds{0}) return false;
    duration = *value;
    return true;
}

bool read_value(std::string_view text, std::optional<milliseconds>& duration) {
    milliseconds value{};
    if (!read_value(text, value)) return false;
    duration = value;
    return true;
}

bool read_value(std::string_view text, std::optional<sys_time<milliseconds>>& instant) {
    auto const value = text::parse_timestamp(text);
    if (!value) return false;
    instant = value;
    return true;
}

bool read_value(std::string_view text, std::optional<double>& speed) {
    constexpr double kMost = 1e6;
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, value);
    auto const in_range = value > 0 && value <= kMost;  // false for a NaN
    if (error != std::errc{} || rest != end || !in_range) return false;
    speed = value;
    return true;
}

bool read_access_key_id(std::string_view text, std::string& id) {
    constexpr std::size_t kLongest = 128;
    static constexpr std::string_view kSeparators = "&=,;\"";
    auto const fits = [](char c) {
        return c > ' ' && c <= '~' && kSeparators.find(c) == std::string_view::npos;
    };
    if (text.empty() || text.size() > kLongest || !std::ranges::all_of(text, fits)) return false;
    id = text;
    return true;
}

bool read_value(std::string_view text, identity::AuthMode& mode) {
    using identity::AuthMode;
    static constexpr std::array<std::pair<std::string_view, AuthMode>, 3> kWords{{
        {"off", AuthMode::off},
        {"signature", AuthMode::signature},
        {"ram", AuthMode::ram},
    }};
    return read_one_of(text, kWords, mode);
}

bool read_value(std::string_view text, std::optional<TlsMode>& mode) {
    static constexpr std::array<std::pair<std::string_view, TlsMode>, 3> kWords{{
        {"off", TlsMode::off},
        {"auto", TlsMode::automatic},
        {"only", TlsMode::only},
    }};
    TlsMode value{};
    if (!read_one_of(text, kWords, value)) return false;
    mode = value;
    return true;
}

bool read_value(std::string_view text, Recommend& where) {
    static constexpr std::array<std::pair<std::string_view, Recommend>, 2> kWords{{
        {"service", Recommend::service},
        {"local", Recommend::local},
    }};
    return read_one_of(text, kWords, where);
}

bool read_value(std::string_view text, log::Format& format) {
    static constexpr std::array<std::pair<std::string_view, log::Format>, 2> kWords{{
        {"text", log::Format::text},
        {"json", log::Format::json},
    }};
    return read_one_of(text, kWords, format);
}

bool read_value(std::string_view text, log::Level& level) {
    static constexpr std::array<std::pair<std::string_view, log::Level>, 6> kWords{{
        {"trace", log::Level::trace},
        {"debug", log::Level::debug},
        {"info", log::Level::info},
        {"warn", log::Level::warn},
        {"error", log::Level::error},
        {"off", log::Level::off},
    }};
    return read_one_of(text, kWords, level);
}

bool read_token(std::string_view text, std::string& token) {
    constexpr std::size_t kLongest = 256;
    auto const is_plain = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
    if (text.empty() || text.size() > kLongest || !is_plain) return false;
    token = text;
    return true;
}

bool read_on_or_off(std::string_view text, bool& is_on) {
    if (text != "on" && text != "off") return false;
    is_on = text == "on";
    return true;
}

}  // namespace rds::options
