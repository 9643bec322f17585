#include "tests/program/file_limit.hpp"

#include <cerrno>
#include <system_error>

namespace rds::kit {

FileLimit::FileLimit(pid_t process, rlim_t bytes) : process_{process} {
    if (::prlimit(process_, RLIMIT_FSIZE, nullptr, &before_) == 0) {
        rlimit const lowered{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        if (::prlimit(process_, RLIMIT_FSIZE, &lowered, nullptr) == 0) return;
    }
    throw std::system_error{errno, std::generic_category(), "prlimit"};
}

FileLimit::~FileLimit() {
    ::prlimit(process_, RLIMIT_FSIZE, &before_, nullptr);
}

}  // namespace rds::kit
