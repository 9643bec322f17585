#include "server/control/routes/journal_answer.hpp"

#include "server/json/utf8.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

namespace rds::control::rest {

std::string shown_text(std::string_view text) {
    if (json::is_utf8(text)) return std::string{text};
    return text::printable(text, text.size());
}

std::map<std::string, std::string> shown_parameters(Entry const& entry) {
    std::map<std::string, std::string> all;
    for (auto const& [name, value] : entry.parameters)
        all.insert_or_assign(shown_text(name), shown_text(value));
    return all;
}

void write_entry(json::Writer& writer, Entry const& entry, std::string_view account) {
    writer.object([&] {
        writer.member("requestId", entry.request_id);
        writer.member("machineTime", text::short_timestamp(entry.machine_time));
        if (entry.account_time)
            writer.member("accountTime", text::short_timestamp(*entry.account_time));
        writer.member("account", account);
        writer.member("caller", shown_text(entry.caller));
        writer.member("client", shown_text(entry.client));
        writer.member("peer", shown_text(entry.peer));
        writer.member("action", shown_text(entry.action));
        writer.key("parameters");
        writer.object([&] {
            for (auto const& [name, value] : shown_parameters(entry))
                writer.member(name, value);
        });
        writer.member("status", entry.status);
        writer.member("code", shown_text(entry.code));
        writer.member("hint", shown_text(entry.hint));
        writer.member("fault", entry.fault);
        writer.member("microseconds", entry.duration.count());
    });
}

}  // namespace rds::control::rest
