#include "server/gateway/record.hpp"

#include "server/gateway/secret_names.hpp"
#include "server/log/log.hpp"

#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace rds::gateway {

namespace {

constexpr std::size_t kLongestClient = 256;

std::vector<api::Argument> redacted(std::vector<api::Argument> arguments) {
    for (auto& [name, value] : arguments) {
        auto const plain = plain_part(name).size();
        auto const is_name = plain == name.size();
        if (!is_name) name.replace(plain, std::string::npos, "...");
        if ((!is_name || is_secret(name)) && !value.empty()) value = "[redacted]";
    }
    return arguments;
}

std::string caller_of(Caller& caller) {
    if (!caller.access_key_id.empty()) return std::move(caller.access_key_id);
    return caller.principal ? caller.principal->arn() : std::string{};
}

}  // namespace

void record(
    control::Journal& journal,
    control::Entry entry,
    http::Request const& request,
    Call& call,
    Caller& caller
) noexcept {
    if (!journal.is_on()) return;
    try {
        entry.caller = caller_of(caller);
        entry.client = request.fields.value_or_empty("User-Agent").substr(0, kLongestClient);
        entry.peer = request.peer;
        entry.action = std::move(call.action);
        entry.parameters = redacted(std::move(call.arguments).take());
        journal.append(std::make_shared<control::Entry const>(std::move(entry)));
    } catch (std::exception const& error) {
        log::error("a call is missing in the journal: {}", error.what());
    }
}

}  // namespace rds::gateway
