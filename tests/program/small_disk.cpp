#include "tests/program/small_disk.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace rds::kit {

namespace {

std::string mount_privately(std::filesystem::path const& place, std::size_t bytes) {
    if (::unshare(CLONE_NEWNS) != 0) return std::string{"unshare: "} + std::strerror(errno);
    // What is mounted from here on is not to be seen outside.
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return std::string{"mount --make-rprivate: "} + std::strerror(errno);
    auto const size = "size=" + std::to_string(bytes);
    if (::mount("tmpfs", place.c_str(), "tmpfs", 0, size.c_str()) != 0)
        return std::string{"mount -t tmpfs: "} + std::strerror(errno);
    return {};
}

}  // namespace

SmallDisk::SmallDisk(std::size_t bytes)
    : missing_because_{mount_privately(folder_.path(), bytes)} {}

SmallDisk::~SmallDisk() {
    if (missing_because_.empty()) ::umount2(path().c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
    int const file =
        ::open(ballast().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    std::array<char, 4096> const zeros{};
    while (::write(file, zeros.data(), zeros.size()) > 0) {
    }
    ::close(file);
}

void SmallDisk::clear() const {
    std::filesystem::remove(ballast());
}

void SmallDisk::make_read_only() const {
    if (::mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        throw std::system_error{errno, std::generic_category(), "mount -o remount,ro"};
}

}  // namespace rds::kit
