#include "server/program/lanes.hpp"

#include "server/log/log.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <exception>
#include <utility>

namespace rds {

namespace net = boost::asio;

namespace {

constexpr std::size_t kThreads = 32;  // as many files may be slow before others wait with them

}  // namespace

Lanes::Lanes(net::io_context& context, For what) : context_{context} {
    if (what == For::disk) pool_.emplace(kThreads);
}

control::Lane Lanes::make() {
    if (pool_) return on_disk();
    auto const strand = net::make_strand(context_);
    return {
        [strand](control::Task task) { net::dispatch(strand, std::move(task)); },
        [strand](control::Task task) { net::post(strand, std::move(task)); }};
}

control::Lane Lanes::on_disk() {
    auto const strand = net::make_strand(*pool_);
    auto const guarded = [this](control::Task task) {
        return [this, begin = std::move(task)] {
            if (finishing_) return;
            try {
                begin();
            } catch (std::exception const& error) {
                log::error("a task ended early: {}", error.what());  // no memory
            }
        };
    };
    return {
        [strand, guarded](control::Task task) { net::dispatch(strand, guarded(std::move(task))); },
        [strand, guarded](control::Task task) { net::post(strand, guarded(std::move(task))); }};
}

void Lanes::finish() {
    finishing_ = true;
    if (pool_) pool_->join();
}

}  // namespace rds
