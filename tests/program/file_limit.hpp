#pragma once

#include <sys/resource.h>
#include <sys/types.h>

namespace rds::kit {

// While this lives, the process cannot let a file grow beyond so many bytes.
class FileLimit {
  public:
    FileLimit(pid_t process, rlim_t bytes);
    ~FileLimit();
    FileLimit(FileLimit const&) = delete;
    FileLimit& operator=(FileLimit const&) = delete;

  private:
    pid_t process_;
    rlimit before_{};
};

}  // namespace rds::kit
