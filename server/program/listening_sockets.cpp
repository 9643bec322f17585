#include "server/program/listening_sockets.hpp"

#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

namespace rds {

namespace {

namespace fs = std::filesystem;

// Of /proc/<pid>/net/tcp, see proc(5).
constexpr std::string_view kListening = "0A";

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Processes come and go while they are looked at: what cannot be read is left out.
std::vector<fs::path> entries(fs::path const& folder) {
    std::vector<fs::path> all;
    std::error_code error;
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error))
        all.push_back(at->path());
    return all;
}

std::string target(fs::path const& link) {
    std::error_code error;
    return fs::read_symlink(link, error).string();
}

// The inodes in "socket:[4711]".
std::set<std::string> sockets_of(fs::path const& process) {
    constexpr std::string_view kPrefix = "socket:[";
    std::set<std::string> inodes;
    for (auto const& descriptor : entries(process / "fd")) {
        auto const name = target(descriptor);
        if (name.starts_with(kPrefix))
            inodes.insert(name.substr(kPrefix.size(), name.size() - kPrefix.size() - 1));
    }
    return inodes;
}

template <class Number>
std::optional<Number> hexadecimal(std::string_view text) {
    Number number{};
    auto const* const end = text.data() + text.size();
    auto const [stopped, error] = std::from_chars(text.data(), end, number, 16);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

// The kernel prints an address as 32-bit words in the machine's byte order: "0100007F".
std::optional<std::string> host_of(std::string_view words) {
    constexpr std::size_t kDigits = 8;
    std::array<std::uint32_t, 4> bytes{};
    auto const count = words.size() / kDigits;
    if (words.size() % kDigits != 0 || (count != 1 && count != bytes.size())) return std::nullopt;
    for (std::size_t i = 0; i < count; ++i) {
        auto const word = hexadecimal<std::uint32_t>(words.substr(i * kDigits, kDigits));
        if (!word) return std::nullopt;
        bytes.at(i) = *word;
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    auto const family = count == 1 ? AF_INET : AF_INET6;
    if (inet_ntop(family, bytes.data(), text.data(), text.size()) == nullptr) return std::nullopt;
    return text.data();
}

std::string reachable(std::string host) {
    if (host == "0.0.0.0") return "127.0.0.1";
    if (host == "::") return "::1";
    return host;
}

// "0100007F:07DE"
std::optional<http::Address> address_of(std::string const& text) {
    auto const colon = text.find(':');
    if (colon == std::string::npos) return std::nullopt;
    auto host = host_of(std::string_view{text}.substr(0, colon));
    auto const port = hexadecimal<std::uint16_t>(std::string_view{text}.substr(colon + 1));
    if (!host || !port) return std::nullopt;
    return http::Address{reachable(*std::move(host)), *port};
}

void add_listening(
    fs::path const& table,
    std::set<std::string> const& inodes,
    std::vector<http::Address>& addresses
) {
    std::ifstream file{table};
    std::string line;
    std::getline(file, line);  // the titles of the columns
    while (std::getline(file, line)) {
        std::istringstream columns{line};
        std::string slot;
        std::string local;
        std::string remote;
        std::string state;
        std::string inode;
        columns >> slot >> local >> remote >> state;
        for (int skipped = 0; skipped < 5; ++skipped)  // queues, timers, resends, user, timeout
            columns >> inode;
        columns >> inode;
        if (state != kListening || !inodes.contains(inode)) continue;
        if (auto address = address_of(local)) addresses.push_back(*std::move(address));
    }
}

}  // namespace

std::vector<http::Address> listening_sockets(fs::path const& proc) {
    std::vector<http::Address> addresses;
    auto const own_process = std::to_string(getpid());
    auto const own_program = target(proc / "self" / "exe");
    for (auto const& process : entries(proc)) {
        auto const id = process.filename().string();
        if (!is_number(id) || id == own_process) continue;
        if (own_program.empty() || target(process / "exe") != own_program) continue;
        auto const inodes = sockets_of(process);
        add_listening(process / "net" / "tcp", inodes, addresses);
        add_listening(process / "net" / "tcp6", inodes, addresses);
    }
    return addresses;
}

}  // namespace rds
