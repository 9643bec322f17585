#include "storage/tenant/directory_lock.hpp"

#include "storage/file.hpp"
#include "storage/unusable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace rds::storage {

namespace {

constexpr std::size_t kLongest = std::string_view{"4194304\n"}.size();  // of a process ID

std::string last_error() {
    return std::generic_category().message(errno);
}

// What the file holds: nothing until a start has succeeded, then the ID of the process. Throws
// files::Error if it is not a lock.
std::string holder(std::filesystem::path const& file) {
    auto id = files::read_earlier(file, kLongest + 1).value_or("");
    if (id.ends_with('\n')) id.pop_back();
    if (id.size() >= kLongest || id.find_first_not_of("0123456789") != std::string::npos)
        throw files::Error{"holds something else than a process ID; move it away"};
    return id;
}

// Whether the name is still that of the open file, or its owner has removed it meanwhile.
bool is_of(int descriptor, std::filesystem::path const& file) {
    struct stat opened {};

    struct stat named {};

    return ::fstat(descriptor, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

}  // namespace

DirectoryLock::DirectoryLock(std::filesystem::path const& directory) : file_{directory / kFile} {
    using_path(file_, [this] { holder(file_); });  // before it is opened to be written
    do {
        if (descriptor_ >= 0) ::close(descriptor_);
        open(directory);
        try_to_lock(directory);
    } while (!is_of(descriptor_, file_));
}

void DirectoryLock::open(std::filesystem::path const& directory) {
    constexpr auto kFlags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    constexpr auto kPermissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    descriptor_ = ::open(file_.c_str(), kFlags | O_CREAT | O_EXCL, kPermissions);
    is_new_ = descriptor_ >= 0;
    if (!is_new_ && errno == EEXIST) descriptor_ = ::open(file_.c_str(), kFlags);
    if (descriptor_ >= 0) return;
    throw Unusable{directory, "this data directory cannot be written: " + last_error()};
}

void DirectoryLock::try_to_lock(std::filesystem::path const& directory) {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    auto const is_taken = errno == EWOULDBLOCK;
    auto why = "cannot be locked: " + last_error();
    ::close(descriptor_);
    if (is_taken) {
        auto const id = using_path(file_, [this] { return holder(file_); });
        why = "is in use by " + (id.empty() ? "another process" : "process " + id) +
              "; stop it or choose another --data-dir";
    }
    throw Unusable{directory, "this data directory " + why};
}

void DirectoryLock::keep() {
    is_new_ = false;
    // If it cannot be written, whoever meets the lock is told less.
    auto const id = std::to_string(::getpid()) + "\n";
    [[maybe_unused]] auto const emptied = ::ftruncate(descriptor_, 0);
    [[maybe_unused]] auto const written = ::write(descriptor_, id.data(), id.size());
}

// Removed while it is locked, so that nobody else has it.
DirectoryLock::~DirectoryLock() {
    if (is_new_) ::unlink(file_.c_str());
    ::close(descriptor_);
}

}  // namespace rds::storage
