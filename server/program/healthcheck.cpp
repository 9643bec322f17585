#include "server/program/healthcheck.hpp"

#include "server/http/address.hpp"
#include "server/program/listening_sockets.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace rds {

namespace {

namespace net = boost::asio;

// Of all attempts together: Docker's own patience with a check is often 2 s.
constexpr std::chrono::milliseconds kPatience{1800};

std::vector<http::Address>
candidates(std::optional<ListenAddress> const& address, Options const& options) {
    if (address) return {{address->host, address->port.value_or(options.port)}};
    auto found = listening_sockets();
    if (!found.empty()) return found;
    for (auto const& [host, port] : options.listen)
        found.push_back({host, port.value_or(options.port)});
    if (found.empty()) found.push_back({"127.0.0.1", options.port});
    return found;
}

// The first line of the answer, or why there is none. Health is told over plain HTTP whatever
// --tls says, and needs no token.
std::string status_line(http::Address const& address, std::chrono::steady_clock::time_point until) {
    boost::system::error_code error;
    auto const host = net::ip::make_address(address.host, error);
    if (error) return address.host + " is no IP address";
    net::ip::tcp::iostream stream;
    stream.expires_at(until);
    stream.connect(net::ip::tcp::endpoint{host, address.port});
    stream << "GET /_emulator/ready HTTP/1.1\r\nHost: " << address.text()
           << "\r\nConnection: close\r\n\r\n"
           << std::flush;
    std::string line;
    std::getline(stream, line);
    if (line.empty()) return stream.error() ? stream.error().message() : "no answer";
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace

int healthcheck(std::optional<ListenAddress> const& address, Options const& options) {
    auto const until = std::chrono::steady_clock::now() + kPatience;
    for (auto const& candidate : candidates(address, options)) {
        auto const line = status_line(candidate, until);
        if (line.starts_with("HTTP/1.1 200 ")) {
            fmt::print("{}: ready\n", candidate.text());
            return 0;
        }
        fmt::print(stderr, "rds-emulator: {}: not ready: {}\n", candidate.text(), line);
    }
    return 1;
}

}  // namespace rds
