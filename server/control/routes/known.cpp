#include "server/control/routes/known.hpp"

#include "server/control/rest/problem.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

[[noreturn]] void refuse_unknown(
    std::string_view kind,
    std::string_view name,
    std::vector<std::string> const& known,
    std::string const& pointer
) {
    auto const right = text::near_or_known(name, {known.begin(), known.end()});
    auto message = fmt::format("This account has no {} {}{}", kind, text::quoted(name), right);
    throw Problem{404, text::sentence(std::move(message)), pointer};
}

}  // namespace

storage::Instance
known_instance(storage::Tenant& state, std::string_view id, std::string const& pointer) {
    auto instance = state.instances().find(id);
    if (!instance) refuse_unknown("instance", id, state.instances().names(), pointer);
    return *std::move(instance);
}

storage::Plan
known_plan(storage::Tenant& state, std::string_view name, std::string const& pointer) {
    auto plan = state.plans().find(name);
    if (!plan) refuse_unknown("plan", name, state.plans().names(), pointer);
    return *std::move(plan);
}

storage::BackupJob known_job(storage::Tenant& state, std::int32_t id, std::string const& pointer) {
    auto job = state.backup_jobs().find_anywhere(id);
    if (job) return *std::move(job);
    constexpr int kNear = 3;
    auto const near = state.backup_jobs().nearest_ids(id, kNear);
    auto const right = near.empty()
                           ? std::string{"it has none at all"}
                           : fmt::format("the nearest there are: {}", fmt::join(near, ", "));
    throw Problem{404, fmt::format("This account has no backup job {}; {}.", id, right), pointer};
}

void require_plan(storage::Tenant& state, json::Node const& body, char const* name) {
    if (!body.has(name)) return;
    known_plan(state, body.text(name), body.pointer_to(name));
}

}  // namespace rds::control::rest
