#include "storage/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>
#include <utility>

namespace rds::files {

namespace {

std::string reason(int error) {
    return std::generic_category().message(error);
}

// A descriptor, closed with this.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_{number} {}

    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }

    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    int get() const { return number_; }

    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

  private:
    int number_;
};

void require_regular(struct stat const& status) {
    if (S_ISREG(status.st_mode)) return;
    if (S_ISDIR(status.st_mode)) throw Error{"is a folder, not a file"};
    if (S_ISLNK(status.st_mode)) throw Error{"is a symbolic link, not a regular file"};
    throw Error{"is not a regular file"};
}

// The path is looked at before it is opened, since opening alone may wait or act on a device, and
// what was opened is looked at again, since the path may lead elsewhere by then.
int open_regular(std::filesystem::path const& path, int flags) {
    struct stat status {};

    auto const no_follow = (flags & O_NOFOLLOW) != 0 ? AT_SYMLINK_NOFOLLOW : 0;
    if (::fstatat(AT_FDCWD, path.c_str(), &status, no_follow) != 0)
        throw Error{"cannot be opened: " + reason(errno)};
    require_regular(status);
    int const number = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
    if (number < 0) throw Error{"cannot be opened: " + reason(errno)};
    return number;
}

std::string read_some(std::filesystem::path const& path, std::size_t most, int flags) {
    Descriptor const file{open_regular(path, flags)};

    struct stat status {};

    if (::fstat(file.get(), &status) != 0) throw Error{"cannot be read: " + reason(errno)};
    require_regular(status);

    std::string text;
    constexpr std::size_t kPiece = std::size_t{64} << 10U;
    while (text.size() < most) {
        auto const had = text.size();
        text.resize(had + std::min(kPiece, most - had));
        auto const got = ::read(file.get(), text.data() + had, text.size() - had);
        text.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) break;
        if (got < 0 && errno != EINTR) throw Error{"cannot be read: " + reason(errno)};
    }
    return text;
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        auto const written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// In the folder of the file, since a file moves in one step only within a file system. The name is
// short, so that it fits wherever the file's own does.
std::filesystem::path draft_beside(std::filesystem::path const& path) {
    std::random_device random;  // the system's, which nobody can foresee
    return path.parent_path() / fmt::format(".rds-{:08x}{:08x}", random(), random());
}

}  // namespace

std::string read(std::filesystem::path const& path, std::size_t most) {
    auto text = read_some(path, most + 1, 0);
    constexpr auto kMiBShift = 20U;
    if (text.size() > most)
        throw Error{"is larger than the " + std::to_string(most >> kMiBShift) + " MiB allowed"};
    return text;
}

std::string read_beginning(std::filesystem::path const& path, std::size_t most) {
    return read_some(path, most, 0);
}

std::optional<std::string> read_earlier(std::filesystem::path const& path, std::size_t most) {
    struct stat status {};

    if (::lstat(path.c_str(), &status) != 0 && errno == ENOENT) return std::nullopt;
    return read_some(path, most, O_NOFOLLOW);
}

Draft::Draft(std::filesystem::path path, std::string text, mode_t mode, Durable durable)
    : path_{std::move(path)}, draft_{draft_beside(path_)}, text_{std::move(text)} {
    struct stat earlier {};

    replaces_ = ::lstat(path_.c_str(), &earlier) == 0;
    // O_EXCL: never into a file, or through a link, that somebody else has put there.
    Descriptor file{::open(draft_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
    auto const is_made = file.get() >= 0;

    struct stat status {};

    auto const is_written = is_made && write_all(file.get(), text_) &&
                            (durable == Durable::no || ::fsync(file.get()) == 0) &&
                            ::fstat(file.get(), &status) == 0 && file.close();
    if (!is_written) {
        auto const why = reason(errno);
        if (is_made) ::unlink(draft_.c_str());
        throw Error{"cannot be written: " + why + "; its folder must exist and be writable"};
    }
    device_ = status.st_dev;
    inode_ = status.st_ino;
}

Draft::Draft(Draft&& other) noexcept
    : path_{std::move(other.path_)},
      draft_{std::exchange(other.draft_, {})},
      text_{std::move(other.text_)},
      replaces_{other.replaces_},
      device_{other.device_},
      inode_{std::exchange(other.inode_, 0)} {}

Draft::~Draft() {
    if (!draft_.empty()) ::unlink(draft_.c_str());
}

void Draft::place() {
    auto const flags = replaces_ ? 0U : static_cast<unsigned int>(RENAME_NOREPLACE);
    auto moved = ::renameat2(AT_FDCWD, draft_.c_str(), AT_FDCWD, path_.c_str(), flags);
    if (moved != 0 && errno == EINVAL)  // a file system that does not know the flag
        moved = ::rename(draft_.c_str(), path_.c_str());
    if (moved != 0) throw Error{"cannot be written: " + reason(errno)};
    draft_.clear();
}

void Draft::withdraw() noexcept {
    struct stat status {};

    auto const is_this = draft_.empty() && ::lstat(path_.c_str(), &status) == 0 &&
                         status.st_dev == device_ && status.st_ino == inode_;
    if (!is_this) return;
    try {
        if (read_beginning(path_, text_.size() + 1) == text_) ::unlink(path_.c_str());
    } catch (std::exception const&) {
        // Whoever made it unreadable may keep it.
    }
}

}  // namespace rds::files
