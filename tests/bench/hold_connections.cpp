// Opens idle connections to a port of 127.0.0.1 and keeps them, whatever the server does with them.
//
//     hold_connections PORT COUNT
//
// prints how many it opened once all are, and ends when it is killed.
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

bool open_connection(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return socket >= 0 &&
           ::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
}

void raise_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: hold_connections PORT COUNT\n");
        return EXIT_FAILURE;
    }
    auto const port = static_cast<std::uint16_t>(std::strtol(argv[1], nullptr, 10));
    auto const count = std::strtol(argv[2], nullptr, 10);
    raise_limit();
    long open = 0;
    while (open < count && open_connection(port))
        ++open;
    std::printf("%ld\n", open);
    std::fflush(stdout);
    ::pause();
}
