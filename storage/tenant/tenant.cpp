#include "storage/tenant/tenant.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/tenant/schema.hpp"
#include "storage/tenant/tenant_file.hpp"
#include "storage/unusable.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <string_view>
#include <utility>

namespace rds::storage {

namespace {

// Copies a database that has been migrated once for the whole process: a tenth of the time that
// running the migrations takes. The lock is held for microseconds, and only where a tenant opens.
sqlite::Connection empty_database() {
    static std::mutex one_at_a_time;  // copying reads through the original's connection
    static auto original = [] {
        auto migrated = sqlite::Connection::in_memory();
        migrate_tenant(migrated);
        return migrated;
    }();
    auto database = sqlite::Connection::in_memory();
    std::scoped_lock const lock{one_at_a_time};
    database.copy_from(original);
    return database;
}

// Nobody waits for who has locked the file as long as this lives.
class Impatience {
  public:
    explicit Impatience(sqlite::Connection& database) : database_{database} {
        database_.wait_for_locks(false);
    }

    ~Impatience() { database_.wait_for_locks(true); }

    Impatience(Impatience const&) = delete;
    Impatience& operator=(Impatience const&) = delete;

  private:
    sqlite::Connection& database_;
};

// How far ahead of what it shows a running clock that will resume is stored: a second of machine
// time. It so costs a write a second while it is read, and a crash moves it by a second at most.
constexpr Duration kReserve = std::chrono::seconds{1};

}  // namespace

void stop_waiting_for_locks() {
    sqlite::stop_waiting_for_locks();
}

Tenant::Tenant(std::unique_ptr<sqlite::Connection> database, Clock clock)
    : database_{std::move(database)}, clock_{clock} {
    reload();
}

Tenant::Tenant(Clock clock)
    : Tenant{std::make_unique<sqlite::Connection>(empty_database()), clock} {}

Tenant Tenant::open(std::filesystem::path const& file, Instant machine_now) {
    auto database = std::make_unique<sqlite::Connection>(open_tenant_file(file));
    auto const clock =
        using_path(file, [&] { return resumed_clock(*database, machine_now).value_or(Clock{}); });
    Tenant tenant{std::move(database), clock};
    tenant.kept_ = true;
    return tenant;
}

Tenant::~Tenant() = default;
Tenant::Tenant(Tenant&&) noexcept = default;
Tenant& Tenant::operator=(Tenant&&) noexcept = default;

Transaction::Transaction(sqlite::Connection& database, Access access) : database_{database} {
    database_.statement(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED")->step();
}

Transaction::~Transaction() {
    if (is_open_) database_.roll_back();
}

void Transaction::commit() {
    database_.statement("COMMIT")->step();
    is_open_ = false;
}

void Tenant::keep_in(std::filesystem::path const& file, Instant machine_now) {
    store_clock(*database_, clock_, clock_.now(machine_now));
    *database_ = write_tenant_file(file, *database_);
    kept_ = true;
    reload();
}

Tenant Tenant::Entered::copy() const {
    auto database = std::make_unique<sqlite::Connection>(sqlite::Connection::in_memory());
    database->copy_from(*tenant_.database_);
    return {std::move(database), Clock{now_, machine_now_, tenant_.clock_.speed}};
}

void Tenant::become(Tenant& other, Clock const& clock, Instant machine_now) {
    // Into the other one, so that one step brings both the contents and the clock into the file.
    if (kept_) store_clock(*other.database_, clock, clock.now(machine_now));
    database_->copy_from(*other.database_);
    clock_ = clock;
    reserved_until_ = Instant::min();
    reload();
}

std::size_t Tenant::bytes() {
    return database_->bytes();
}

void Tenant::release_memory() {
    database_->release_memory();
}

void Tenant::keep_clock(Instant machine_now) {
    if (!kept_ || !runs_only_with_the_program()) return;
    database_->wait_for_locks(false);
    store_clock(*database_, clock_, clock_.now(machine_now));
}

void Tenant::set_clock(Clock const& clock, Instant machine_now) {
    if (kept_) store_clock(*database_, clock, clock.now(machine_now));
    clock_ = clock;
    reserved_until_ = Instant::min();
}

// By when all was settled, when the next move is due, and whether there are fault rules.
constexpr std::string_view kLook = R"(
SELECT
    (SELECT until FROM settled),
    (SELECT at FROM moves WHERE settled = 0 AND at IS NOT NULL ORDER BY at LIMIT 1),
    EXISTS (SELECT 1 FROM fault_rules)
)";

// What is known of the database may no longer be so.
void Tenant::reload() {
    changes_ = -1;
    look();
}

// Whoever plans or makes a move, or adds a rule, changes the database, so only then is it looked
// at.
void Tenant::look() {
    auto const changes = database_->changes();
    if (changes == changes_) return;
    auto has_fault_rules = false;
    {
        auto const query = database_->statement(kLook);
        query->step();
        settled_until_ = query->is_null(0) ? Instant::min() : query->instant(0);
        next_due_ = query->is_null(1) ? Instant::max() : query->instant(1);
        has_fault_rules = query->integer(2) != 0;
    }
    known_fault_rules_ = has_fault_rules ? fault_rules().all() : std::vector<FaultRule>{};
    changes_ = changes;
}

constexpr std::string_view kSetSettledUntil = R"(
INSERT OR REPLACE INTO settled (one, until) VALUES (1, ?1)
)";

// What is made is stored together with the clock: that of an advance, that which could not follow,
// or that which a restart would else find behind.
Settled
Tenant::settle(Settling const& settling, Instant machine_now, std::optional<double> advances_at) {
    Impatience const impatience{*database_};
    Transaction transaction{*database_, Access::write};
    auto const settled = storage::settle(*database_, settling);
    auto const until = settled.is_complete ? settling.to : settled.last.value_or(settled_until_);
    auto const moves = advances_at || !settled.is_complete;
    auto const speed = settled.is_complete ? advances_at.value_or(clock_.speed) : clock_.speed;
    auto const clock = moves ? Clock{until, machine_now, speed} : clock_;
    database_->statement(kSetSettledUntil).with(until)->step();
    if (kept_ && (moves || runs_only_with_the_program())) store_clock(*database_, clock, until);
    transaction.commit();
    settled_until_ = until;
    clock_ = clock;
    if (moves) reserved_until_ = Instant::min();
    return settled;
}

Children Tenant::children_of_instances(std::string const& first, std::string const& last) {
    Children children;
    for (auto const* const table : children_of(instances_table())) {
        auto& by_parent = children.emplace_back(table, RowsByParent{}).second;
        for (auto const& row : rows(*table).of(first, last)) {
            auto const key = table->parent_field()->get(row.get());
            by_parent[std::get<std::string>(key)].push_back(row);
        }
    }
    return children;
}

void Tenant::each_instance(
    std::string after,
    std::function<bool(Instance const&, Children const&)> const& visit
) {
    constexpr int kBatch = 16;
    std::vector<Instance> batch;
    do {
        batch = instances().after({after}, kBatch);
        if (batch.empty()) return;
        after = batch.back().id;
        auto const children = children_of_instances(batch.front().id, after);
        for (auto const& instance : batch) {
            if (!visit(instance, children)) return;
        }
    } while (batch.size() == kBatch);
}

Tenant::Entered Tenant::enter(Instant machine_now) {
    look();
    auto now = std::max(clock_.now(machine_now), settled_until_);
    auto is_behind = false;
    if (next_due_ <= now) {
        is_behind = !settle({.to = now}, machine_now).is_complete;
        if (is_behind) now = settled_until_;
    }
    if (kept_ && runs_only_with_the_program() && now > reserved_until_) reserve(now);
    return {*this, machine_now, now, is_behind};
}

void Tenant::reserve(Instant now) {
    auto const ahead = Clock{now, Instant{}, clock_.speed}.now(Instant{kReserve});
    reserved_until_ = ahead;
    Impatience const impatience{*database_};
    try {
        store_clock(*database_, clock_, ahead);
    } catch (std::exception const&) {
        // Neither a full disk nor another process's lock must end or hold up what only reads. A
        // crash within the second that follows may turn this clock back; then it is tried again.
    }
}

}  // namespace rds::storage
