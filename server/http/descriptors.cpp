#include "server/http/descriptors.hpp"

#include "server/log/log.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace rds::http {

int make_room_for(int connections, int others) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
    auto const needed = static_cast<rlim_t>(connections) + static_cast<rlim_t>(others);
    if (limit.rlim_cur >= needed) return connections;

    limit.rlim_cur = std::min(needed, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= needed) return connections;

    // Half of them at least, although the others may then run out one day.
    auto const files = static_cast<int>(limit.rlim_cur);
    auto const effective = std::clamp(files - std::min(others, files / 2), 1, connections);
    log::warn(
        "--max-connections {} needs {} open files, {} of them for other things; this process may "
        "have {} (ulimit -Hn); connections served at a time: {}",
        connections,
        needed,
        others,
        limit.rlim_cur,
        effective
    );
    return effective;
}

}  // namespace rds::http
