#pragma once

#include "tests/kit/raw_client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rds::storm {

// A connection that is made again whenever the server has closed it. One thread.
class Connection {
  public:
    explicit Connection(std::uint16_t port) : port_{port} {}

    // Nothing: the server closed before the answer was whole. Throws std::runtime_error if it stays
    // silent.
    std::optional<kit::RawAnswer> ask(std::string_view request);

    // A call of the control API that must be answered, about this tenant; `path` as after
    // "/_emulator/".
    kit::RawAnswer control(
        std::string_view method,
        std::string_view path,
        std::string_view tenant,
        std::string_view body = {}
    );

  private:
    std::uint16_t const port_;
    std::optional<kit::RawClient> client_;
};

}  // namespace rds::storm
