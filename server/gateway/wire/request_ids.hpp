#pragma once

#include <boost/uuid/uuid.hpp>

#include <atomic>
#include <cstdint>
#include <string>

namespace rds::gateway {

// Makes RequestIds: uppercase UUIDs of version 5, as all recorded traffic since 2021 has them. Each
// is the name-based UUID of a running number in a namespace of this server's own, so a given
// namespace gives the same ids every time. Any thread.
class RequestIds {
  public:
    // A namespace drawn at random.
    RequestIds();

    explicit RequestIds(boost::uuids::uuid const& name_space) : namespace_{name_space} {}

    std::string next();

  private:
    boost::uuids::uuid const namespace_;
    std::atomic<std::uint64_t> count_{0};
};

// A fresh trace id: 32 lower-case hexadecimal digits.
std::string trace_id();

}  // namespace rds::gateway
