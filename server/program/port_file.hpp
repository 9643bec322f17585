#pragma once

#include "storage/file.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rds {

// The file in which --port-file tells the port. It is there from place() until withdraw(), or until
// another program's has taken its place. Not for several threads at a time.
class PortFile {
  public:
    // Makes a draft of it. An empty path: there is none. Throws Unusable if it cannot be
    // written, or if the path names anything but a regular file that holds a port number and
    // nothing else: that counts as left by an earlier run.
    PortFile(std::string const& path, std::uint16_t port);

    ~PortFile() { withdraw(); }

    PortFile(PortFile const&) = delete;
    PortFile& operator=(PortFile const&) = delete;

    // Throws Unusable.
    void place();

    // Removes it, if it is still what place() has put there.
    void withdraw() noexcept {
        if (draft_) draft_->withdraw();
    }

  private:
    std::optional<files::Draft> draft_;
};

}  // namespace rds
