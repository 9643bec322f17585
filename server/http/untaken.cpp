#include "server/http/untaken.hpp"

#include "server/log/log.hpp"

namespace rds::http {

Untaken::Room Untaken::room_for(std::size_t bytes) {
    if (bytes <= kSmallAnswer) return shared_from_this();
    auto const held = bytes_.fetch_add(bytes) + bytes;
    // Gives the bytes back even if there is no memory for it.
    Room room{this, [self = shared_from_this(), bytes](void const*) { self->bytes_ -= bytes; }};
    if (held <= most_) return room;
    if (warning_()) {
        log::warn(
            "clients have yet to take {} bytes of answers, and one of {} more is refused with HTTP "
            "503: at most {} are held",
            bytes_ - bytes,
            bytes,
            most_
        );
    }
    return nullptr;
}

}  // namespace rds::http
