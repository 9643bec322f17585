#include "server/tls/write_file.hpp"

#include "storage/unusable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace rds::tls {

namespace {

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        auto const written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

bool write_draft(std::string const& draft, std::string_view text, mode_t mode) {
    // O_EXCL: never into a file, or through a link, that somebody else has put there.
    int const descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) return false;
    auto const written = write_all(descriptor, text);
    auto const error = errno;
    auto const closed = ::close(descriptor) == 0;
    if (!written) errno = error;
    return written && closed;
}

}  // namespace

void write_file(std::filesystem::path const& path, std::string_view text, mode_t mode) {
    auto const draft = path.string() + ".draft";
    ::unlink(draft.c_str());  // an interrupted start's
    if (write_draft(draft, text, mode) && ::rename(draft.c_str(), path.c_str()) == 0) return;
    auto const why = std::generic_category().message(errno);
    ::unlink(draft.c_str());
    throw Unusable{path, "cannot be written: " + why + "; its folder must exist and be writable"};
}

}  // namespace rds::tls
