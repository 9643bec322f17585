// How the text of a value becomes an option. Each leaves its target alone and returns false if the
// text is not what the option expects.
#pragma once

#include "server/emulator/options.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds::options {

// A whole number in [least, most].
template <typename Number>
bool read_value(std::string_view text, int least, int most, Number& number) {
    int value = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end || value < least || value > most) return false;
    number = static_cast<Number>(value);
    return true;
}

template <typename Number>
bool read_value(std::string_view text, int least, int most, std::optional<Number>& number) {
    Number value{};
    if (!read_value(text, least, most, value)) return false;
    number = value;
    return true;
}

// Anything but nothing.
bool read_value(std::string_view text, std::string& value);
bool read_value(std::string_view text, std::optional<std::string>& value);

// As the fixture schema defines it.
bool read_instance_id(std::string_view text, std::vector<std::string>& ids);

// Up to 128 printable characters but spaces and those that headers and queries are cut at.
bool read_access_key_id(std::string_view text, std::string& id);

// Up to 256 printable characters but spaces.
bool read_token(std::string_view text, std::string& token);

// A DNS name, kept in lower case.
bool read_host_name(std::string_view text, std::vector<std::string>& names);

// "off" or a duration above 0.
bool read_idle_time(std::string_view text, std::optional<std::chrono::milliseconds>& time);

bool read_on_or_off(std::string_view text, bool& is_on);

// A DNS name or an IP address, kept in its one form.
bool read_certificate_name(std::string_view text, std::vector<std::string>& names);

bool read_value(std::string_view text, bool& is_on);
bool read_value(std::string_view text, std::optional<bool>& is_on);
bool read_value(std::string_view text, std::vector<ListenAddress>& addresses);
bool read_value(std::string_view text, std::chrono::milliseconds& duration);
bool read_value(std::string_view text, std::optional<std::chrono::milliseconds>& duration);
bool read_value(
    std::string_view text,
    std::optional<std::chrono::sys_time<std::chrono::milliseconds>>& instant
);
bool read_value(std::string_view text, std::optional<double>& speed);
bool read_value(std::string_view text, identity::AuthMode& mode);
bool read_value(std::string_view text, std::optional<TlsMode>& mode);
bool read_value(std::string_view text, Recommend& where);
bool read_value(std::string_view text, log::Format& format);
bool read_value(std::string_view text, log::Level& level);

}  // namespace rds::options
