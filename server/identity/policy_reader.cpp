#include "server/identity/policy_reader.hpp"

#include "server/json/node.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rds::identity {

using json::Node;

void require_object(
    Node const& node,
    std::string_view what,
    std::vector<std::string_view> const& known
) {
    if (!node.value().IsObject())
        node.refuse(fmt::format("{} is not {} (an object)", json::shown(node.value()), what));
    for (auto const& each : node.value().GetObject()) {
        auto const name = json::view(each.name);
        if (std::ranges::find(known, name) != known.end()) continue;
        auto const right = text::near_or_known(name, known);
        node.member(each).refuse(
            fmt::format("{} is not a member of {}{}", text::quoted(name), what, right)
        );
    }
}

Node require_member(Node const& object, std::string_view name, std::string_view expectation) {
    auto member = object.find(name);
    if (!member)
        object.refuse(fmt::format("{} is missing; it is {}", text::quoted(name), expectation));
    return *std::move(member);
}

std::string shown_size(rapidjson::Value const& value) {
    return value.IsArray() && value.Empty() ? "an empty list" : json::shown(value);
}

std::vector<Node> one_or_many(Node const& node, std::string_view expectation) {
    if (!node.value().IsArray()) return {node};
    if (node.value().Empty()) node.refuse(fmt::format("an empty list is not {}", expectation));
    return node.elements();
}

void PolicyReader::count(Node const& node, std::size_t bytes) {
    auto const counted = bytes + 1;
    if (counted > left_)
        node.refuse(fmt::format("the policy is too large; its texts may have {} bytes", most_));
    left_ -= counted;
}

std::string PolicyReader::text(Node const& node) {
    auto const text = json::view(node.value());
    count(node, text.size());
    return std::string{text};
}

}  // namespace rds::identity
