#pragma once

#include "server/control/served_tenant.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstdint>
#include <optional>

namespace rds {

// Where tenants' tasks run. Those in memory run on the threads that serve their callers: nothing
// hops, nothing waits for a lock. Those on disk have threads of their own, so that a slow disk
// keeps only those waiting who ask for what is on it. Must outlive the lanes that it makes.
class Lanes {
  public:
    enum class For : std::uint8_t { memory, disk };

    Lanes(boost::asio::io_context& context, For what);

    control::Lane make();

    // When nobody waits for an answer any more: ends the tasks on disk that have begun and drops
    // the others.
    void finish();

  private:
    boost::asio::io_context& context_;
    std::atomic<bool> finishing_{false};
    std::optional<boost::asio::thread_pool> pool_;
};

}  // namespace rds
