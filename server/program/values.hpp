// How the text that a user gives for an option becomes a member of Options.
#pragma once

#include "server/emulator/options.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rds::options {

// Reads one option's value.
struct Value {
    std::string expected;  // what the text must be, for messages: "a port from 0 to 65535"
    // Returns false, with the options as they were, if the text is something else. `source` is who
    // gave it: "--port", "RDS_EMULATOR_PORT".
    std::function<bool(std::string_view text, Options& options, std::string const& source)> read;
    bool is_list = false;  // given several times, or once with commas: read() gets each item
};

// Reads with `parse`, which returns an optional.
template <typename Member>
Value single(Member Options::*member, std::string expected, auto const& parse) {
    return {std::move(expected), [=](std::string_view text, Options& options, auto const&) {
                auto value = parse(text);
                if (!value) return false;
                options.*member = static_cast<Member>(*std::move(value));
                return true;
            }};
}

template <typename Item>
Value list(std::vector<Item> Options::*member, std::string expected, auto const& parse) {
    auto const read = [=](std::string_view text, Options& options, auto const&) {
        auto value = parse(text);
        if (!value) return false;
        (options.*member).push_back(*std::move(value));
        return true;
    };
    return {std::move(expected), read, true};
}

template <typename Number>
Value number(
    Number Options::*member,
    int least,
    int most,
    std::string_view what = "a whole number"
) {
    auto expected = std::string{what} + " from " + std::to_string(least) + " to ";
    return single(member, expected + std::to_string(most), [=](std::string_view text) {
        auto const value = text::number<int>(text);
        return value && *value >= least && *value <= most ? value : std::nullopt;
    });
}

// Whether the text is this word, in any case. YAML and compose files write true, yes, false and no
// for on and off.
bool means(std::string_view text, std::string_view word);

template <typename Word>
Value one_of(
    Word Options::*member,
    std::vector<std::pair<std::string_view, std::type_identity_t<Word>>> words
) {
    std::vector<std::string_view> names;
    names.reserve(words.size());
    for (auto const& [name, word] : words)
        names.push_back(name);
    auto const read = [words = std::move(words)](std::string_view text) -> std::optional<Word> {
        for (auto const& [name, word] : words) {
            if (means(text, name)) return word;
        }
        return std::nullopt;
    };
    return single(member, text::joined(names, "or"), read);
}

// Without a value the flag is true; a variable says true, false, yes, no, on, off, 1 or 0.
std::optional<bool> true_or_false(std::string_view text);

template <typename Switch>
Value toggle(Switch Options::*member) {
    return single(member, "true or false", true_or_false);
}

// A duration of `least` or more.
std::optional<std::chrono::milliseconds>
duration_from(std::string_view text, std::chrono::milliseconds least);

template <typename Duration>
Value duration(Duration Options::*member, std::chrono::milliseconds least, std::string expected) {
    return single(member, std::move(expected), [least](std::string_view text) {
        return duration_from(text, least);
    });
}

// "localhost", "127.0.0.1", "127.0.0.1:80", "::1", "[::1]", "[::1]:80"
std::optional<ListenAddress> listen_address(std::string_view text);

}  // namespace rds::options
