#include "server/emulator/emulator.hpp"

#include "server/actions/catalog.hpp"
#include "server/control/routes/routes.hpp"
#include "server/emulator/resume.hpp"
#include "server/log/log.hpp"
#include "storage/tenant/tenant_id.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace rds {

namespace {

// A tenant on disk is kept until somebody deletes it, and its memory with it.
control::Tenants::Limits tenant_limits(Options const& options) {
    auto const is_kept = !options.data_dir.empty();
    if (is_kept && options.account_idle)
        log::warn("--account-idle has no effect: --data-dir keeps every account");
    return {
        .most = static_cast<std::size_t>(options.max_accounts),
        .idle = is_kept ? std::nullopt : options.account_idle,
        .journal =
            {.entries = static_cast<std::size_t>(options.journal_entries),
             .bytes = static_cast<std::size_t>(options.journal_bytes)},
    };
}

gateway::Gateway::Settings gateway_settings(
    Options const& options,
    gateway::Gateway::MachineTime machine_time,
    std::string example_instance
) {
    // Who cannot look into the journal is not sent there.
    auto const shows_journal =
        options.control && options.control_token.empty() && options.journal_entries > 0;
    return {
        .machine_time = std::move(machine_time),
        .behaviour =
            {.uncapped_process = options.uncapped_process,
             .check_catalogue = options.check_catalogue},
        .example_instance = std::move(example_instance),
        .limits =
            {.parameters = static_cast<std::size_t>(options.max_parameters),
             .value_bytes = static_cast<std::size_t>(options.max_value_bytes)},
        .is_https_only = options.tls == TlsMode::only,
        .is_strict = options.strict,
        .recommends_journal = options.recommend == Recommend::local && shows_journal,
    };
}

// The fixture's identities and, if one is given, a root key: of the default tenant, or of the one
// that it names.
identity::Directory directory(Options const& options, codec::Fixture const& fixture) {
    using identity::Principal;
    identity::Directory known{fixture.identities, options.access_key_secret};
    auto const& id = options.access_key_id;
    if (id.empty()) return known;
    Principal root{Principal::Kind::root, std::string{control::kDefaultTenant}};
    auto const key = known.find(id);
    auto const is_others =
        key && key->owner &&
        (key->owner->arn() != root.arn() || !key->has_default_secret || !key->is_active);
    if (is_others) {
        throw codec::Invalid{
            "--access-key-id " + id,
            "",
            fixture.source + " has a key of this name already; choose another"};
    }
    if (storage::is_tenant_id(id)) root.tenant = id;
    auto identities = fixture.identities;
    identities.access_keys.insert(
        identities.access_keys.begin(),
        {.id = id, .owner = std::make_shared<Principal const>(std::move(root))}
    );
    return {identities, options.access_key_secret};
}

control::rest::Safety safety(Options const& options) {
    return {
        .is_on = options.control,
        .is_https_only = options.tls == TlsMode::only,
        .token = options.control_token,
        .hosts = options.control_hosts,
    };
}

control::rest::Routes routes() {
    using namespace control::rest;
    Routes all;
    for (auto some :
         {clock_routes(),
          faults_routes(),
          health_routes(),
          resources_routes(),
          jobs_routes(),
          lifecycles_routes(),
          state_routes(),
          snapshot_routes(),
          journal_routes()}) {
        all.merge(some);
        if (!some.empty())
            throw std::logic_error{fmt::format("two routes do {}", some.begin()->first)};
    }
    return all;
}

std::optional<storage::DataDirectory> data_directory(Options const& options) {
    if (options.data_dir.empty()) return std::nullopt;
    return std::optional<storage::DataDirectory>{std::in_place, options.data_dir};
}

}  // namespace

Emulator::Emulator(Options const& options, Outside outside)
    : outside_{std::move(outside)},
      options_{options},
      catalog_{actions::catalog()},
      start_{options_, catalog_, outside_.machine_time()},
      directory_{data_directory(options)},
      tenants_{
          tenant_limits(options),
          {.make_lane = outside_.make_lane,
           .open = [this](std::string const& id) { return open_tenant(id); },
           .discard =
               [this](std::string const& id) {
                   if (directory_) directory_->remove(id);
               },
           .uptime = outside_.uptime}},
      authenticator_{
          directory(options, start_.first_fixture()),
          {.mode = options.auth, .max_skew = options.auth_max_skew}},
      gateway_{
          catalog_,
          tenants_,
          authenticator_,
          gateway_settings(options, outside_.machine_time, start_.example_instance())},
      waits_{outside_.timers},
      router_{program(), routes(), safety(options)} {}

control::rest::Program Emulator::program() {
    return {
        .tenants = tenants_,
        .waits = waits_,
        .catalog = catalog_,
        .is_ready = is_ready_,
        .machine_time = outside_.machine_time,
        .tenant_of = [this](std::string_view key) { return authenticator_.tenant_of(key); },
        .hint_about = [this](std::string_view key) { return authenticator_.hint_about(key); },
        .fresh = [this](storage::Instant now) { return start_.new_tenant(now); },
        .from =
            [this](codec::Fixture fixture, storage::Instant now) {
                return start_.tenant_of(std::move(fixture), now);
            },
        .set_start =
            [this](codec::Fixture fixture, storage::Instant now) {
                start_.set_fixture(std::move(fixture), now);
            },
    };
}

void Emulator::answer(http::Request const& request, http::Reply reply) {
    if (control::rest::Router::is_control_path(request.path()))
        return router_.answer(request, std::move(reply));
    gateway_.answer(request, std::move(reply));
}

control::TenantContents Emulator::open_tenant(std::string const& id) {
    auto const now = outside_.machine_time();
    auto const file = directory_ ? directory_->file_of(id) : std::filesystem::path{};
    auto const is_kept = directory_ && std::filesystem::exists(file);
    auto contents = is_kept ? rds::resume(file, options_, now) : start_.new_tenant(now);
    if (directory_ && !is_kept) contents.state.keep_in(file, now);
    contents.opened_at = contents.state.clock().now(now);
    return contents;
}

// All of them, and at once: what cannot be used must stop the start and not a later call. Nothing
// is changed before it is known that nothing stops it.
void Emulator::resume() {
    if (!directory_) return;
    auto const ids = directory_->tenants();
    auto const others =
        ids.size() - static_cast<std::size_t>(std::ranges::count(ids, control::kDefaultTenant));
    if (others > tenants_.most()) {
        throw Unusable{
            directory_->path(),
            fmt::format(
                "holds {} accounts beside the default one and --max-accounts is {}; allow as many",
                others,
                tenants_.most()
            )};
    }
    for (auto const& id : ids) {
        storage::using_path(directory_->file_of(id), [&] { tenants_.find_or_add(id)->contents(); });
    }
    for (auto const& id : ids) {
        auto const file = directory_->file_of(id);
        auto& contents = tenants_.find_or_add(id)->contents();
        auto const now = outside_.machine_time();
        storage::using_path(file, [&] { overrule(contents.state, file, options_, now); });
        contents.opened_at = contents.state.clock().now(now);
    }
    directory_->begin_use();
    log::info(
        "{}: accounts that go on as they were left: {}; the fixture is for new ones, its "
        "identities for all",
        directory_->path().string(),
        ids.size()
    );
    gateway_.set_example(example_instance());
}

std::string Emulator::example_instance() {
    if (!directory_ || !std::filesystem::exists(directory_->file_of(control::kDefaultTenant)))
        return start_.example_instance();
    auto const tenant = tenants_.find_or_add(control::kDefaultTenant);
    auto instances = tenant->contents().state.instances();
    auto fixtures = start_.example_instance();
    if (instances.find(fixtures)) return fixtures;
    for (auto const& id : instances.names()) {
        if (!instances.find(id)->read_only) return id;
    }
    return {};
}

void Emulator::keep_clocks() {
    for (auto const& tenant : tenants_.all()) {
        if (!tenant->is_open()) continue;
        try {
            tenant->contents().state.keep_clock(outside_.machine_time());
        } catch (std::exception const& error) {
            log::error("the clock of an account was not stored: {}", error.what());
        }
    }
}

}  // namespace rds
