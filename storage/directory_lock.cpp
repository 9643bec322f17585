#include "storage/directory_lock.hpp"

#include "storage/unusable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace rds::storage {

namespace {

constexpr std::string_view kFile = "rds-emulator.lock";

std::string last_error() {
    return std::generic_category().message(errno);
}

// The process that holds the lock, as that process wrote it.
std::string holder(std::filesystem::path const& file) {
    std::string id;
    std::ifstream{file} >> id;
    return id.empty() ? "another process" : "process " + id;
}

}  // namespace

DirectoryLock::DirectoryLock(std::filesystem::path const& directory) {
    auto const file = directory / kFile;
    constexpr auto kPermissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPermissions);
    if (descriptor_ < 0)
        throw Unusable{directory, "this data directory cannot be written: " + last_error()};
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        auto const why = errno == EWOULDBLOCK ? "is in use by " + holder(file) +
                                                    "; stop it or choose another --data-dir"
                                              : "cannot be locked: " + last_error();
        ::close(descriptor_);
        throw Unusable{directory, "this data directory " + why};
    }
    // For whoever meets the lock; if it cannot be written, they are told less.
    auto const id = std::to_string(::getpid()) + "\n";
    [[maybe_unused]] auto const emptied = ::ftruncate(descriptor_, 0);
    [[maybe_unused]] auto const written = ::write(descriptor_, id.data(), id.size());
}

DirectoryLock::~DirectoryLock() {
    ::close(descriptor_);
}

}  // namespace rds::storage
