#include "server/control/account.hpp"

#include <utility>

namespace rds::control {

Account::Account(std::string id, Lane lane, Open open, Journal::Limits journal)
    : id_{std::move(id)}, lane_{std::move(lane)}, open_{std::move(open)}, journal_{journal} {}

AccountContents& Account::contents() {
    if (!contents_) contents_.emplace(open_(id_));
    return *contents_;
}

}  // namespace rds::control
