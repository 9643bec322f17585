#include "server/control/fault_rule.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::control {

bool Turn::comes_at(std::int64_t call) const {
    switch (kind) {
        case Kind::first:
            return call <= count;
        case Kind::every:
            return call % count == 0;
        case Kind::after:
            return call > count;
        case Kind::always:
            return true;
    }
    return false;
}

bool Turn::is_over_after(std::int64_t calls) const {
    return kind == Kind::first && calls >= count;
}

bool FaultRule::matches(std::string_view asked, Values const& values) const {
    if (!action.empty() && action != asked) return false;
    return std::ranges::all_of(parameters, [&values](auto const& parameter) {
        auto const given = values.find(parameter.first);
        return (given == values.end() ? std::string_view{} : given->second) == parameter.second;
    });
}

bool FaultRule::is_spent(std::int64_t calls, storage::Instant now) const {
    return turn.is_over_after(calls) || (until && now >= *until);
}

std::string hint_injected(std::int64_t rule, std::int64_t hit, Turn const& turn) {
    auto const begin = fmt::format("Injected: rule {}, hit {}", rule, hit);
    switch (turn.kind) {
        case Turn::Kind::first:
            return fmt::format("{} of the first {}.", begin, turn.count);
        case Turn::Kind::every:
            return fmt::format("{}, one in every {} calls.", begin, turn.count);
        case Turn::Kind::after:
            return fmt::format("{} after the first {} calls.", begin, turn.count);
        case Turn::Kind::always:
            break;
    }
    return begin + ".";
}

}  // namespace rds::control
