#include "server/identity/policy_reader.hpp"

#include "server/identity/invalid_policy.hpp"
#include "server/json/shown.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace rds::identity {

void Place::refuse(std::string const& message) const {
    throw InvalidPolicy{pointer, message};
}

Place Place::at(std::string_view name, rapidjson::Value const& member) const {
    return {&member, pointer + json::pointer_token(name)};
}

void Place::require_object(std::string_view what, std::vector<std::string_view> const& known)
    const {
    if (!value->IsObject()) {
        refuse(fmt::format("{} is not {} (an object)", json::shown(*value), what));
    }
    std::set<std::string_view> seen;
    for (auto const& member : value->GetObject()) {
        auto const name = json::view(member.name);
        auto const place = at(name, member.value);
        if (std::ranges::find(known, name) == known.end()) {
            auto const right = text::near_or_known(name, known);
            place.refuse(fmt::format("{} is not a member of {}{}", text::quoted(name), what, right)
            );
        }
        if (!seen.insert(name).second) {
            place.refuse(fmt::format("{} is given twice; once is right", text::quoted(name)));
        }
    }
}

std::optional<Place> Place::find(std::string_view name) const {
    rapidjson::Value const key{
        rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))};
    auto const found = value->FindMember(key);
    if (found == value->MemberEnd()) return std::nullopt;
    return at(name, found->value);
}

Place Place::get(std::string_view name, std::string_view expectation) const {
    auto place = find(name);
    if (!place) refuse(fmt::format("{} is missing; it is {}", text::quoted(name), expectation));
    return *std::move(place);
}

std::string shown_size(rapidjson::Value const& value) {
    return value.IsArray() && value.Empty() ? "an empty list" : json::shown(value);
}

std::vector<Place> one_or_many(Place const& place, std::string_view expectation) {
    if (!place.value->IsArray()) return {place};
    if (place.value->Empty()) place.refuse(fmt::format("an empty list is not {}", expectation));
    std::vector<Place> places;
    for (auto const& value : place.value->GetArray())
        places.push_back({&value, fmt::format("{}/{}", place.pointer, places.size())});
    return places;
}

void PolicyReader::count(Place const& place, std::size_t bytes) {
    auto const counted = bytes + 1;
    if (counted > left_) {
        place.refuse(fmt::format("the policy is too large; its texts may have {} bytes", most_));
    }
    left_ -= counted;
}

std::string PolicyReader::text(Place const& place) {
    auto const text = json::view(*place.value);
    count(place, text.size());
    return std::string{text};
}

}  // namespace rds::identity
