#pragma once

#include "storage/backups/backup_jobs.hpp"
#include "storage/fault_rules.hpp"
#include "storage/instances/catalogue.hpp"
#include "storage/instances/databases.hpp"
#include "storage/instances/instances.hpp"
#include "storage/instances/ip_arrays.hpp"
#include "storage/lifecycle/plan.hpp"
#include "storage/settings.hpp"
#include "storage/tenant/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace rds::storage {

namespace sqlite {
class Connection;
}

// Whether a transaction means to write. A reading one may still write (a poll that counts).
enum class Access : std::uint8_t { read, write };

// Rolls back when destroyed unless committed. One at a time.
class Transaction {
  public:
    Transaction(sqlite::Connection& database, Access access);
    ~Transaction();
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    // Throws sqlite::Error; the transaction is then rolled back by the destructor.
    void commit();

  private:
    sqlite::Connection& database_;
    bool is_open_ = true;
};

// The process ends: from now on no tenant waits for whoever has locked its file. Any thread.
void stop_waiting_for_locks();

// One tenant's state: its database and its clock. Not for several threads: whoever uses it enters
// the tenant first.
class Tenant {
  public:
    // In memory, migrated, empty. Takes some 30 microseconds and 35 KiB, on any thread.
    explicit Tenant(Clock clock);

    // Kept in this file, which has been checked, as it was left. Throws Unusable.
    static Tenant open(std::filesystem::path const& file, Instant machine_now);

    ~Tenant();
    Tenant(Tenant const&) = delete;
    Tenant& operator=(Tenant const&) = delete;
    Tenant(Tenant&&) noexcept;
    Tenant& operator=(Tenant&&) noexcept;

    // The tenant at one instant, by which all that was due is made: the only way to a transaction
    // and to a copy. Good until the tenant is entered again.
    class Entered {
      public:
        // The tenant's time. Once shown, it will not be earlier after a restart either, however the
        // program ends.
        Instant now() const { return now_; }

        // More was due than one entry makes: the clock goes on from here, behind its speed.
        bool is_behind() const { return is_behind_; }

        Tenant& tenant() const { return tenant_; }

        // As they were at the entry. They are read again only if the database has changed.
        std::vector<FaultRule> const& fault_rules_at_entry() const {
            return tenant_.known_fault_rules_;
        }

        Transaction begin(Access access) const { return {*tenant_.database_, access}; }

        // A tenant in memory of the same contents, whose clock shows what this one's does and runs
        // on from there at its speed. Outside transactions.
        Tenant copy() const;

      private:
        friend class Tenant;

        Entered(Tenant& tenant, Instant machine_now, Instant now, bool is_behind)
            : tenant_{tenant}, machine_now_{machine_now}, now_{now}, is_behind_{is_behind} {}

        Tenant& tenant_;
        Instant machine_now_;
        Instant now_;
        bool is_behind_;
    };

    // Makes what is due, in a transaction of its own that waits for nobody. Outside transactions.
    // Throws sqlite::Error, having changed nothing, if something is due and cannot be written.
    Entered enter(Instant machine_now);

    // Makes moves in their order up to `to`, at most so many and until `is_enough`, and has the
    // clock show what is reached, which is settled_until(), and run at this speed if that is all:
    // in one transaction. Any sequence of steps leaves the same as one. Outside transactions.
    // Throws as enter() does.
    Settled advance(Settling const& settling, double speed, Instant machine_now) {
        return settle(settling, machine_now, speed);
    }

    // From now on it is kept in this file, which must not exist: all of it, or, if that fails,
    // nothing. Throws sqlite::Error or std::filesystem::filesystem_error. Outside transactions.
    void keep_in(std::filesystem::path const& file, Instant machine_now);

    // Gives back memory that only opening and filling it needed. Outside transactions.
    void release_memory();

    // From now on it holds what the other one holds, and this clock; where it is kept stays. All of
    // it, also if the program ends meanwhile, or, if that fails, nothing: throws sqlite::Error.
    // What the other one holds stays. Both outside transactions.
    void become(Tenant& other, Clock const& clock, Instant machine_now);

    // What its database takes.
    std::size_t bytes();

    // Before the end: a clock that runs only with the program will go on from this reading. Waits
    // for nobody who has locked the file. Outside transactions. Throws sqlite::Error.
    void keep_clock(Instant machine_now);

    Clock const& clock() const { return clock_; }

    // Outside transactions. Throws sqlite::Error if the tenant is kept and that failed.
    void set_clock(Clock const& clock, Instant machine_now);

    // The instant by which all that was due has been made; the beginning of time if nothing was.
    Instant settled_until() const { return settled_until_; }

    Instances instances() { return Instances{*database_}; }

    BackupJobs backup_jobs() { return BackupJobs{*database_}; }

    // The move that time will make next.
    std::optional<ScheduledMove> next_scheduled() { return storage::next_scheduled(*database_); }

    Rows<Plan> plans() { return {*database_, plans_table()}; }

    Rows<TenantSettings> settings() { return {*database_, settings_table()}; }

    Rows<LastIds> last_ids() { return {*database_, last_ids_table()}; }

    AnyRows rows(Table const& table) { return {*database_, table}; }

    // The lists that belong to the instances from one ID to another, in the order of the tables.
    Children children_of_instances(std::string const& first, std::string const& last);

    // Visits the instances behind an ID in their order, with what belongs to them, until a visit
    // returns false. Reads them some at a time.
    void each_instance(
        std::string after,
        std::function<bool(Instance const&, Children const&)> const& visit
    );

    InstanceTasks tasks() { return InstanceTasks{*database_}; }

    Catalogue catalogue() { return Catalogue{*database_}; }

    Rows<IpArray> ip_arrays() { return {*database_, ip_arrays_table()}; }

    Rows<Database> databases() { return {*database_, databases_table()}; }

    Rows<DatabaseAccount> database_accounts() { return {*database_, database_accounts_table()}; }

    Rows<FaultRule> fault_rules() { return {*database_, fault_rules_table()}; }

  private:
    Tenant(std::unique_ptr<sqlite::Connection> database, Clock clock);

    bool runs_only_with_the_program() const { return !clock_.is_real() && !clock_.is_frozen(); }

    void reserve(Instant now);
    void look();
    void reload();
    Settled settle(
        Settling const& settling,
        Instant machine_now,
        std::optional<double> advances_at = {}  // its speed at the end
    );

    std::unique_ptr<sqlite::Connection> database_;
    bool kept_ = false;
    Clock clock_;
    Instant settled_until_ = Instant::min();
    Instant next_due_ = Instant::min();  // a lower bound, if nothing has changed since
    std::vector<FaultRule> known_fault_rules_{};
    std::int64_t changes_ = -1;                // of the database when the two above were read
    Instant reserved_until_ = Instant::min();  // what is shown up to here is not stored
};

}  // namespace rds::storage
