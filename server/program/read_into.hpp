// How a declaration reads its value: the functions that fit Declaration::read.
#pragma once

#include "server/program/values.hpp"

#include <chrono>
#include <string_view>

namespace rds::options {

// Reads a value into a member of Options, a number within these bounds.
template <auto kMember, int... kBounds>
bool into(std::string_view text, Options& options) {
    return read_value(text, kBounds..., options.*kMember);
}

template <auto kMember>
bool bytes_into(std::string_view text, Options& options) {
    constexpr int kLeast = 256;
    constexpr int kMost = 1024 * 1024 * 1024;
    return read_value(text, kLeast, kMost, options.*kMember);
}

template <auto kMember, int kLeastMilliseconds>
bool timeout_into(std::string_view text, Options& options) {
    std::chrono::milliseconds time{};
    if (!read_value(text, time) || time.count() < kLeastMilliseconds) return false;
    options.*kMember = time;
    return true;
}

}  // namespace rds::options
