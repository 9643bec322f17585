#include "server/codec/definitions.hpp"

#include "server/codec/schema.hpp"
#include "server/json/parse.hpp"
#include "server/json/schema.hpp"
#include "server/json/shown.hpp"

#include <functional>
#include <map>
#include <string>

namespace rds::codec {

namespace {

std::string with_references_to(std::string_view prefix, std::string text) {
    constexpr std::string_view kOwn = "#/definitions/";
    for (auto at = text.find(kOwn); at != std::string::npos; at = text.find(kOwn, at + 1))
        text.replace(at, kOwn.size(), prefix);
    return text;
}

}  // namespace

rapidjson::Document definitions(std::string_view prefix) {
    auto const text = with_references_to(prefix, std::string{schema::files().front().text});
    auto whole = json::parse(text, "fixtures/schema.json");
    rapidjson::Document all;
    auto& allocator = all.GetAllocator();
    all.CopyFrom(whole["definitions"], allocator);
    whole.RemoveMember("$schema");
    whole.RemoveMember("definitions");
    all.AddMember("fixture", rapidjson::Value{whole, allocator}, allocator);
    return all;
}

// For each thread its own: see json::Schema.
void check_definition(
    rapidjson::Value const& value,
    std::string_view name,
    std::string const& source
) {
    thread_local rapidjson::Document const rules = json::parse(schema::files().front().text, "");
    thread_local std::map<std::string, json::Schema, std::less<>> compiled;
    auto at = compiled.find(name);
    if (at == compiled.end()) {
        auto const pointer = "/definitions" + json::pointer_token(name);
        at = compiled.try_emplace(std::string{name}, rules, pointer).first;
    }
    at->second.check(value, source);
}

}  // namespace rds::codec
