#pragma once

#include "server/http/once_per_second.hpp"

#include <atomic>
#include <cstddef>
#include <memory>

namespace rds::http {

// Counts the bytes of answers that their clients have yet to take, over all connections together,
// so that clients which ask and do not read cannot fill the memory. Answers of up to kSmallAnswer
// always find room and are not counted: the number of connections bounds them. Any thread.
class Untaken : public std::enable_shared_from_this<Untaken> {
  public:
    // Bytes that are given back when the last owner lets go.
    using Room = std::shared_ptr<void const>;

    static constexpr std::size_t kSmallAnswer = 64UL * 1024;

    explicit Untaken(std::size_t most) : most_{most} {}

    // Returns null, and warns once a second, if there is no room for an answer of so many bytes.
    Room room_for(std::size_t bytes);

  private:
    std::size_t const most_;
    std::atomic<std::size_t> bytes_{0};
    OncePerSecond warning_;
};

}  // namespace rds::http
