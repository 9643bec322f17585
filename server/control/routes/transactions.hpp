#pragma once

#include "server/control/rest/visit.hpp"

namespace rds::control::rest {

// What `work` answers, given the account's time, of one state of the account.
Answer reading(Visit const& visit, auto const& work) {
    auto const now = visit.now();
    auto const transaction = visit.state().begin(storage::Access::read);
    return work(now);
}

// The same of work that writes: all of it, or nothing if it throws.
Answer writing(Visit const& visit, auto const& work) {
    auto const now = visit.now();
    auto transaction = visit.state().begin(storage::Access::write);
    auto answer = work(now);
    transaction.commit();
    return answer;
}

}  // namespace rds::control::rest
