#pragma once

#include <map>
#include <string_view>

namespace rds::kit {

// Tells the contract tests in which state an action's examples succeed. Its own test file says so,
// at namespace scope:
//
//     kit::Examples const kExamples{"CreateBackup", R"({"instances": [...]})"};
struct Examples {
    Examples(std::string_view action, std::string_view fixture_json) {
        all().emplace(action, fixture_json);
    }

    // The fixtures of all actions, by name.
    static std::map<std::string_view, std::string_view>& all() {
        static std::map<std::string_view, std::string_view> fixtures;
        return fixtures;
    }
};

}  // namespace rds::kit
