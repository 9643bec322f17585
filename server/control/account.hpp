#pragma once

#include "server/control/faults.hpp"
#include "server/control/journal/journal.hpp"
#include "server/control/snapshots.hpp"
#include "storage/account.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace rds::control {

using Task = std::function<void()>;

// Runs tasks one after another in the order given, perhaps before returning, perhaps later on
// another thread: an account's strand, without saying whose.
using Lane = std::function<void(Task)>;

// What an account is when it is opened.
struct AccountContents {
    storage::Account state;
    Faults faults{};
    storage::Instant opened_at{};  // account time; what is relative in an identity counts from here
};

// Puts `other` in the place of what an account holds, which stays where it is kept: all of it, also
// if the program ends meanwhile, or, if that fails, nothing. Throws storage::sqlite::Error.
void replace(AccountContents& contents, AccountContents other, storage::Instant machine_now);

// The same with a snapshot, which stays, and whose faults are these.
void restore(
    AccountContents& contents,
    Snapshot& snapshot,
    Faults faults,
    storage::Instant machine_now
);

// One account as the server holds it: its state, what tests do to it, the lane on which alone
// either may be touched, and the journal of its calls. Shared by whoever uses it.
class Account : public std::enable_shared_from_this<Account> {
  public:
    using Open = std::function<AccountContents(std::string const& id)>;

    Account(std::string id, Lane lane, Open open, Journal::Limits journal = {});

    std::string const& id() const { return id_; }

    // Runs the work on the lane. Any thread. The account must outlive it.
    void enter(Task work) { lane_(std::move(work)); }

    // On the lane. The first call opens the account and throws whatever opening throws; the next
    // one then tries again.
    AccountContents& contents();

    // On the lane. Frees the contents; the next use opens the account again.
    void close() { contents_.reset(); }

    // On the lane.
    Snapshots& snapshots() { return snapshots_; }

    // On the lane, or while none runs.
    bool is_open() const { return contents_.has_value(); }

    // On the lane. Whoever comes to it later must use the account that has taken its place.
    bool is_removed() const { return is_removed_; }

    void set_removed() { is_removed_ = true; }

    // Any thread, and whether or not the account is open.
    Journal& journal() { return journal_; }

    // The same for one who keeps it: the account lives as long.
    std::shared_ptr<Journal> shared_journal() { return {shared_from_this(), &journal_}; }

  private:
    std::string const id_;
    Lane const lane_;
    Open const open_;
    std::optional<AccountContents> contents_;
    Snapshots snapshots_;
    bool is_removed_ = false;
    Journal journal_;
};

using SharedAccount = std::shared_ptr<Account>;

}  // namespace rds::control
