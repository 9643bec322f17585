#include "server/control/routes/journal_answer.hpp"

#include "server/control/rest/answer.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <initializer_list>
#include <map>
#include <utility>

namespace rds::control::rest {

namespace {

constexpr std::string_view kBegin = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>rds-emulator: {0}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:3rem auto;padding:0 1rem}}
th{{text-align:left;vertical-align:top;padding-right:1rem;font-weight:normal;color:#555}}
td{{font-family:monospace;white-space:pre-wrap;overflow-wrap:anywhere}}</style></head><body>
<h1>{1} {2} {3}</h1>
<table>
)";

constexpr std::string_view kEnd = "</table>\n</body></html>\n";

// As content of an element.
std::string escaped(std::string html) {
    for (auto const& [special, entity] : std::initializer_list<std::pair<char const*, char const*>>{
             {"&", "&amp;"},
             {"<", "&lt;"},
             {">", "&gt;"},
             {"\"", "&quot;"},
             {"'", "&#39;"}})
        boost::replace_all(html, special, entity);
    return html;
}

void add_row(std::string& page, std::string const& name, std::string const& value) {
    if (value.empty()) return;
    page += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escaped(name), escaped(value));
}

// UTF-8 as it is; else every byte that is no printable ASCII as %XX.
std::string shown_text(std::string_view text) {
    if (json::is_utf8(text)) return std::string{text};
    return text::printable(text, text.size());
}

// Each with the value that counts.
std::map<std::string, std::string> shown_parameters(Entry const& entry) {
    std::map<std::string, std::string> all;
    for (auto const& [name, value] : entry.parameters)
        all.insert_or_assign(shown_text(name), shown_text(value));
    return all;
}

// A pattern takes time by the product of its length and the text's.
constexpr std::size_t kLongestPattern = 256;

std::string expected(json::Node const& node) {
    auto const& value = node.value();
    if (!value.IsString()) return std::to_string(value.GetInt64());
    std::string text{json::view(value)};
    if (text.size() > kLongestPattern && text.find('*') != std::string::npos)
        node.refuse(json::shown(value) + " is too long for a pattern: it may have 256 bytes");
    return text;
}

}  // namespace

std::string shown_entry(Entry const& entry, std::string_view tenant) {
    return object_of([&](json::Writer& writer) {
        writer.member("requestId", entry.request_id);
        writer.member("machineTime", text::short_timestamp(entry.machine_time));
        if (entry.tenant_time)
            writer.member("accountTime", text::short_timestamp(*entry.tenant_time));
        writer.member("account", tenant);
        writer.member("caller", shown_text(entry.caller));
        writer.member("client", shown_text(entry.client));
        writer.member("peer", shown_text(entry.peer));
        writer.member("action", shown_text(entry.action));
        writer.member("parameters", shown_parameters(entry));
        writer.member("status", entry.status);
        writer.member("code", shown_text(entry.code));
        writer.member("hint", shown_text(entry.hint));
        writer.member("fault", entry.fault);
        writer.member("microseconds", entry.duration.count());
    });
}

std::string page_of(Entry const& entry, std::string_view tenant) {
    auto page = fmt::format(
        fmt::runtime(kBegin),
        escaped(entry.request_id),
        escaped(entry.action.empty() ? "A call" : shown_text(entry.action)),
        entry.status,
        escaped(shown_text(entry.code))
    );
    add_row(page, "Hint", shown_text(entry.hint));
    add_row(page, "RequestId", entry.request_id);
    add_row(page, "Came at", text::short_timestamp(entry.machine_time));
    if (entry.tenant_time)
        add_row(page, "Account's time", text::short_timestamp(*entry.tenant_time));
    add_row(page, "Took", fmt::format("{} microseconds", entry.duration.count()));
    add_row(page, "Account", std::string{tenant});
    add_row(page, "Caller", shown_text(entry.caller));
    add_row(page, "Client", shown_text(entry.client));
    add_row(page, "From", shown_text(entry.peer));
    if (entry.fault) add_row(page, "Injected fault", std::to_string(*entry.fault));
    for (auto const& [name, value] : shown_parameters(entry))
        add_row(page, "Parameter " + name, value);
    return page += kEnd;
}

Match read_match(json::Node const& node) {
    Match match;
    for (auto const* const name :
         {"action", "code", "status", "caller", "client", "requestId", "fault", "hint"}) {
        if (auto const member = node.find(name))
            match.members.push_back({.name = name, .expected = expected(*member)});
    }
    if (!node.has("parameters")) return match;
    auto const parameters = node.object("parameters");
    for (auto const& parameter : parameters.members())
        match.members.push_back({std::string{parameter.name()}, true, expected(parameter)});
    return match;
}

Expectation read_expectation(json::Node const& node) {
    Expectation expectation{.match = read_match(node.object("match"))};
    auto given = 0;
    for (std::string_view const name : {"atLeast", "exactly", "atMost"}) {
        if (!node.has(name.data())) continue;
        if (++given > 1)
            node.refuse(name.data(), "is one number too many: give atLeast, exactly or atMost");
        auto const number = static_cast<std::size_t>(node.scalar(name.data(), 0));
        expectation.least = name == "atMost" ? 0 : number;
        if (name != "atLeast") expectation.most = number;
    }
    return expectation;
}

}  // namespace rds::control::rest
