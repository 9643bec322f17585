#pragma once

#include "server/log/log.hpp"

#include <algorithm>
#include <sstream>
#include <string>

namespace rds::http {

// What is logged while it lives, without the time.
class CapturedLog {
  public:
    CapturedLog() { log::configure(log::Format::text, log::Level::info, stream_); }

    ~CapturedLog() { log::configure(log::Format::text, log::Level::info); }

    CapturedLog(CapturedLog const&) = delete;
    CapturedLog& operator=(CapturedLog const&) = delete;

    // Once nothing writes any more.
    std::string text() const {
        auto const line = stream_.str();
        return line.substr(std::min(line.size(), line.find(' ') + 1));
    }

  private:
    std::ostringstream stream_;
};

}  // namespace rds::http
