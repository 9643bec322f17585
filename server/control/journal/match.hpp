#pragma once

#include "server/control/journal/entry.hpp"
#include "server/control/work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

// What a test asks of a call: all of it must hold. Each question spends what it compares and throws
// Work::Exhausted.
struct Match {
    // One member of a call, and the text that it must have, or, if there is a star in it, the
    // pattern that its text must be as.
    struct Member {
        std::string name;           // "action", "code", ...; of a parameter, its name
        bool is_parameter = false;  // an absent one has no text, and a star does not stand for it
        std::string expected;
    };

    std::vector<Member> members{};

    bool holds(Entry const& entry, Work& work) const;

    // Says what keeps it from holding, each a sentence without its end: "status is 200, not 403".
    std::vector<std::string> differences(Entry const& entry, Work& work) const;
};

// Counts the members that do not hold.
std::size_t count_differences(Match const& match, Entry const& entry, Work& work);

}  // namespace rds::control
