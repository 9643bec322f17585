#include "server/control/accounts.hpp"

#include <utility>

namespace rds::control {

Accounts::Accounts(
    std::size_t most,
    MakeLane make_lane,
    Account::Open open,
    Journal::Limits journal
)
    : most_{most}, make_lane_{std::move(make_lane)}, open_{std::move(open)}, journal_{journal} {}

Account* Accounts::find(std::string_view id) {
    std::scoped_lock const lock{mutex_};
    auto const at = accounts_.find(id);
    return at == accounts_.end() ? nullptr : at->second.get();
}

Account* Accounts::find_or_add(std::string_view id) {
    std::scoped_lock const lock{mutex_};
    if (auto const at = accounts_.find(id); at != accounts_.end()) return at->second.get();
    if (accounts_.size() >= most_) return nullptr;
    auto account = std::make_unique<Account>(std::string{id}, make_lane_(), open_, journal_);
    return accounts_.emplace(std::string{id}, std::move(account)).first->second.get();
}

std::vector<std::string> Accounts::ids() {
    std::scoped_lock const lock{mutex_};
    std::vector<std::string> ids;
    for (auto const& [id, account] : accounts_)
        ids.push_back(id);
    return ids;
}

void Accounts::for_each_open(std::function<void(AccountContents&)> const& visit) {
    std::scoped_lock const lock{mutex_};
    for (auto const& [id, account] : accounts_) {
        if (account->is_open()) visit(account->contents());
    }
}

}  // namespace rds::control
