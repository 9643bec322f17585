#include "server/lanes.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/strand.hpp>

#include <utility>

namespace rds {

namespace net = boost::asio;

namespace {

// As many accounts may wait for their disk at the same time before others wait with them.
constexpr std::size_t kThreads = 8;

control::Lane lane_on(auto executor) {
    return [strand = net::make_strand(executor)](control::Task task) {
        net::dispatch(strand, std::move(task));
    };
}

}  // namespace

Lanes::Lanes(net::io_context& context, For what) : context_{context} {
    if (what == For::disk) pool_.emplace(kThreads);
}

control::Lane Lanes::make() {
    return pool_ ? lane_on(pool_->get_executor()) : lane_on(context_.get_executor());
}

void Lanes::finish() {
    if (pool_) pool_->join();
}

}  // namespace rds
