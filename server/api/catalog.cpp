#include "server/api/catalog.hpp"

#include "server/text/ascii.hpp"

#include <algorithm>

namespace rds::api {

Catalog::Catalog(std::vector<Action> actions) : actions_{std::move(actions)} {
    std::ranges::sort(actions_, {}, &Action::name);
    for (auto const& action : actions_) {
        by_lower_name_.emplace(text::lower_case(action.name), &action);
        if (!has_version(action.version)) versions_.push_back(action.version);
    }
    std::ranges::sort(versions_);
}

Action const* Catalog::find(std::string_view name, std::string_view version) const {
    auto const wanted = version.empty() ? kRdsVersion : version;
    auto const [first, last] = by_lower_name_.equal_range(text::lower_case(name));
    auto const at = std::find_if(first, last, [wanted](auto const& entry) {
        return entry.second->version == wanted;
    });
    return at == last ? nullptr : at->second;
}

}  // namespace rds::api
