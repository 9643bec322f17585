#include "server/program/lanes.hpp"

#include "server/log/log.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <exception>
#include <functional>
#include <utility>

namespace rds {

namespace net = boost::asio;

namespace {

constexpr std::size_t kThreads = 32;  // as many files may be slow before others wait with them

// Runs on the strand what `guard` makes of each task.
control::Lane lane(auto const& strand, auto const& guard) {
    return {
        [=](control::Task task) { net::dispatch(strand, guard(std::move(task))); },
        [=](control::Task task) { net::post(strand, guard(std::move(task))); }};
}

}  // namespace

Lanes::Lanes(net::io_context& context, For what) : context_{context} {
    if (what == For::disk) pool_.emplace(kThreads);
}

control::Lane Lanes::make() {
    if (!pool_) return lane(net::make_strand(context_), std::identity{});
    return lane(net::make_strand(*pool_), [this](control::Task task) {
        return [this, begin = std::move(task)] {
            if (finishing_) return;
            try {
                begin();
            } catch (std::exception const& error) {
                log::error("a task ended early: {}", error.what());  // no memory
            }
        };
    });
}

void Lanes::finish() {
    finishing_ = true;
    if (pool_) pool_->join();
}

}  // namespace rds
