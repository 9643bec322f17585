#include "server/gateway/service_actions.hpp"

#include "server/gateway/service_actions_txt.hpp"
#include "server/text/ascii.hpp"

#include <algorithm>
#include <vector>

namespace rds::gateway {

namespace {

std::vector<std::string_view> lines(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        auto const end = text.find('\n');
        all.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return all;
}

}  // namespace

std::span<std::string_view const> service_actions() {
    static auto const names = lines(service_actions_txt::files().front().text);
    return names;
}

bool is_service_action(std::string_view name) {
    return std::ranges::any_of(service_actions(), [name](std::string_view known) {
        return text::equals_ignoring_case(known, name);
    });
}

}  // namespace rds::gateway
