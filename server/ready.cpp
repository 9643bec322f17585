#include "server/ready.hpp"

#include "server/text/example.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace rds {

namespace {

// Whoever waits for the file must never read half of it, so it appears under its name complete.
void write_port_file(std::string const& path, std::uint16_t port) {
    auto const draft = fmt::format("{}.{}", path, getpid());
    std::ofstream file{draft};
    file << port << '\n';
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(draft, path, error);
    if (file && !error) return;
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw PortFileError{
        fmt::format("--port-file: cannot write {}; its folder must exist and be writable", path)};
}

// Where a client on this machine reaches an address that may stand for all of them.
std::string reachable(http::Address address) {
    if (address.host == "0.0.0.0") address.host = "127.0.0.1";
    if (address.host == "::") address.host = "::1";
    return address.text();
}

// To whoever still listens: one who has hung up stops nothing.
void say(std::FILE* to, std::string const& lines) {
    std::fputs(lines.c_str(), to);
    std::fflush(to);
}

}  // namespace

void announce_ready(
    std::vector<http::Address> const& addresses,
    std::string const& example_instance,
    std::string const& port_file,
    bool with_help
) {
    if (!port_file.empty()) write_port_file(port_file, addresses.front().port);

    std::string line = "READY";
    for (auto const& address : addresses)
        line += " http://" + address.text();
    say(stdout, line + "\n");
    if (!with_help) return;
    say(stderr,
        fmt::format(
            "Try:  curl 'http://{}/?{}'\nStop: Ctrl-C, or kill {}\n",
            reachable(addresses.front()),
            text::example_query(example_instance),
            getpid()
        ));
}

void remove_port_file(std::string const& port_file) {
    std::error_code ignored;
    if (!port_file.empty()) std::filesystem::remove(port_file, ignored);
}

}  // namespace rds
