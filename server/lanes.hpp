#pragma once

#include "server/control/account.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstdint>
#include <optional>

namespace rds {

// Where accounts' tasks run. Those in memory run on the threads that serve their callers: nothing
// hops, nothing waits for a lock. Those on disk have threads of their own, so that a slow disk
// keeps waiting only who asks for what is on it. Must outlive the lanes that it makes.
class Lanes {
  public:
    enum class For : std::uint8_t { memory, disk };

    Lanes(boost::asio::io_context& context, For what);

    control::Lane make();

    // Waits for the tasks that have been given to the lanes on disk; nothing may be given later.
    void finish();

  private:
    boost::asio::io_context& context_;
    std::optional<boost::asio::thread_pool> pool_;
};

}  // namespace rds
