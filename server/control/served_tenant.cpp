#include "server/control/served_tenant.hpp"

#include <utility>

namespace rds::control {

ServedTenant::ServedTenant(std::string id, Lane lane, Open open, Journal::Limits journal)
    : id_{std::move(id)}, lane_{std::move(lane)}, open_{std::move(open)}, journal_{journal} {}

void ServedTenant::enter(Task work) {
    lane_.run([this, begin = std::move(work)] {
        if (is_paused_) return waiting_.push_back(begin);
        begin();
    });
}

// One of those that waited may pause the tenant again.
void ServedTenant::resume() {
    is_paused_ = false;
    while (!is_paused_ && !waiting_.empty()) {
        auto const next = std::move(waiting_.front());
        waiting_.pop_front();
        next();
    }
}

TenantContents& ServedTenant::contents() {
    if (!contents_) contents_.emplace(open_(id_));
    return *contents_;
}

}  // namespace rds::control
