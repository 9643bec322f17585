#include "server/gateway/record.hpp"

#include "server/gateway/wire/argument_limits.hpp"

namespace rds::gateway {

namespace {

constexpr std::size_t kLongestClient = 256;

// A name that is none, such as a JSON body that says it is a form, may hold a secret.
std::string shown(std::string const& name) {
    return plain_part(name).size() == name.size() ? name : "(not a name)";
}

}  // namespace

void record(
    control::Entry& entry,
    http::Request const& request,
    Call const& call,
    Caller const& caller
) {
    auto const is_bearer = caller.access_key_id.empty() && caller.principal;
    entry.caller = is_bearer ? caller.principal->arn() : caller.access_key_id;
    entry.client = request.fields.value_or_empty("User-Agent").substr(0, kLongestClient);
    entry.peer = request.peer;
    entry.action = call.action;
    auto const& arguments = call.arguments.all();
    entry.parameters.reserve(arguments.size());
    for (auto const& argument : arguments)
        entry.parameters.push_back({shown(argument.name), std::string{call.shown_value(argument)}});
}

}  // namespace rds::gateway
