#include "server/program/healthcheck.hpp"

#include "server/http/address.hpp"
#include "server/text/ascii.hpp"
#include "storage/unusable.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <variant>

namespace rds {

namespace {

namespace net = boost::asio;

// Of all attempts together: Docker's own patience with a check is often 2 s.
constexpr std::chrono::milliseconds kPatience{1800};

// Process 1's, without its name. Nothing if it is another program or cannot be looked at.
std::vector<std::string>
arguments_of(std::filesystem::path const& process_1, std::string const& program) {
    std::ifstream file{process_1, std::ios::binary};
    std::string const all{std::istreambuf_iterator<char>{file}, {}};
    auto words = text::split(all, '\0');
    if (words.back().empty()) words.pop_back();  // a NUL is behind each
    if (words.empty()) return {};
    std::filesystem::path const name{words.front()};
    auto const is_ours = name.filename() == std::filesystem::path{program}.filename();
    if (!is_ours) return {};
    return {words.begin() + 1, words.end()};
}

std::vector<http::Address> addresses(CommandLine const& line) {
    auto const& options = line.options;
    auto listen = options.listen;
    if (line.health_address) listen = {*line.health_address};
    if (listen.empty()) listen.push_back({std::string{kLocalhost}, std::nullopt});
    std::vector<http::Address> all;
    all.reserve(listen.size());
    for (auto const& [host, port] : listen) {
        auto const address = host == kLocalhost ? "127.0.0.1" : host;
        all.push_back(http::Address{address, port.value_or(options.port)}.from_here());
    }
    return all;
}

// Returns the first line of the answer, or why there is none. /_emulator/ready answers over plain
// HTTP whatever --tls says, and needs no token.
std::string status_line(http::Address const& address, std::chrono::steady_clock::time_point until) {
    net::ip::tcp::iostream stream;
    stream.expires_at(until);
    stream.connect(net::ip::tcp::endpoint{net::ip::make_address(address.host), address.port});
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

CommandLine of_healthcheck(
    std::vector<std::string> const& arguments,
    Environment const& environment,
    std::string const& program,
    std::filesystem::path const& process_1
) {
    auto all = arguments_of(process_1, program);
    all.insert(all.end(), arguments.begin(), arguments.end());  // the last of two values counts
    try {
        auto both = parse(all, environment);
        if (auto* const line = std::get_if<CommandLine>(&both)) return std::move(*line);
    } catch (Unusable const&) {
        // Process 1 is not an emulator that serves: it is a healthcheck itself, say.
    }
    return std::get<CommandLine>(parse(arguments, environment));
}

int healthcheck(CommandLine const& line) {
    auto const until = std::chrono::steady_clock::now() + kPatience;
    for (auto const& address : addresses(line)) {
        if (address.port == 0) {
            throw Unusable{
                "healthcheck cannot tell the port that --port 0 has taken; give the address of the "
                "READY line, like healthcheck 127.0.0.1:2014"};
        }
        auto const answer = status_line(address, until);
        if (answer.starts_with("HTTP/1.1 200 ")) {
            fmt::print("{}: ready\n", address.text());
            return 0;
        }
        fmt::print(stderr, "rds-emulator: {}: not ready: {}\n", address.text(), answer);
    }
    return 1;
}

}  // namespace rds
