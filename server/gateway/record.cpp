#include "server/gateway/record.hpp"

#include "server/gateway/wire/secret_names.hpp"
#include "server/log/log.hpp"

#include <boost/container/small_vector.hpp>

#include <exception>
#include <string>
#include <string_view>

namespace rds::gateway {

namespace {

constexpr std::size_t kLongestClient = 256;
constexpr std::size_t kUsualParameters = 16;

// A name that is none, such as a JSON body that says it is a form, may hold a secret.
control::Entry::Parameter redacted(api::Argument const& argument) {
    constexpr std::string_view kRedacted = "[redacted]";
    auto const& [name, value] = argument;
    if (plain_part(name).size() != name.size()) return {"(not a name)", kRedacted};
    if (is_secret(name) && !value.empty()) return {name, kRedacted};
    return {name, value};
}

}  // namespace

void record(
    control::Journal& journal,
    control::Entry draft,
    http::Request const& request,
    Call const& call,
    Caller const& caller
) noexcept {
    if (!journal.is_on()) return;
    try {
        auto const is_bearer = caller.access_key_id.empty() && caller.principal;
        auto const bearer = is_bearer ? caller.principal->arn() : std::string{};
        draft.caller = is_bearer ? bearer : caller.access_key_id;
        draft.client = request.fields.value_or_empty("User-Agent").substr(0, kLongestClient);
        draft.peer = request.peer;
        draft.action = call.action;
        boost::container::small_vector<control::Entry::Parameter, kUsualParameters> parameters;
        for (auto const& argument : call.arguments.all())
            parameters.push_back(redacted(argument));
        draft.parameters = parameters;
        journal.append(control::keep(draft));
    } catch (std::exception const& error) {
        log::error("a call is missing in the journal: {}", error.what());
    }
}

}  // namespace rds::gateway
