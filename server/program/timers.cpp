#include "server/program/timers.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <memory>
#include <new>
#include <utility>

namespace rds {

namespace net = boost::asio;

control::Timers timers(net::io_context& context) {
    return [&context](std::chrono::milliseconds time, control::Task task) -> control::CallOff {
        // A timer is not for several threads at a time: its strand is where it ends and is ended.
        auto const timer = std::make_shared<net::steady_timer>(net::make_strand(context), time);
        timer->async_wait([timer, go = std::move(task)](boost::system::error_code error) {
            if (!error) go();
        });
        return [timer] {
            try {
                net::post(timer->get_executor(), [timer] { timer->cancel(); });
            } catch (std::bad_alloc const&) {
                return;  // the task then comes too late, which is nothing to it
            }
        };
    };
}

}  // namespace rds
