#include "tests/kit/raw_client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace rds::kit {

namespace {

[[noreturn]] void fail(std::string const& what) {
    throw std::runtime_error("raw client: " + what + ": " + std::generic_category().message(errno));
}

int connected(sockaddr const* address, socklen_t size) {
    int const socket = ::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) fail("socket");
    if (::connect(socket, address, size) != 0) {
        auto const error = errno;
        ::close(socket);
        errno = error;
        fail("connect");
    }
    int const on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(socket, F_SETFL, O_NONBLOCK);
    return socket;
}

int connected(std::uint16_t port, std::string const& host) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
        return connected(reinterpret_cast<sockaddr const*>(&v4), sizeof v4);
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    if (::inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) == 1) {
        return connected(reinterpret_cast<sockaddr const*>(&v6), sizeof v6);
    }
    throw std::runtime_error("raw client: not an IP address: " + host);
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

std::map<std::string, std::string> fields_of(std::string_view head) {
    std::map<std::string, std::string> fields;
    auto rest = head.substr(head.find("\r\n") + 2);
    for (auto end = rest.find("\r\n"); end != 0; end = rest.find("\r\n")) {
        auto const line = rest.substr(0, end);
        auto const colon = line.find(": ");
        if (colon == std::string_view::npos) {
            throw std::runtime_error("raw client: not a header field: " + std::string{line});
        }
        fields[lower(line.substr(0, colon))] = line.substr(colon + 2);
        rest.remove_prefix(end + 2);
    }
    return fields;
}

int status_of(std::string_view head) {
    constexpr std::string_view kVersion = "HTTP/1.1 ";
    int status = 0;
    if (head.starts_with(kVersion)) {
        auto const number = head.substr(kVersion.size());
        std::from_chars(number.data(), number.data() + number.size(), status);
    }
    if (status == 0) throw std::runtime_error("raw client: no HTTP answer: " + std::string{head});
    return status;
}

}  // namespace

RawClient::RawClient(
    std::uint16_t port,
    std::string const& host,
    std::chrono::milliseconds patience
)
    : socket_(connected(port, host)), patience_(patience) {}

RawClient::~RawClient() {
    if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      patience_(other.patience_),
      received_(std::move(other.received_)) {}

bool RawClient::wait(short events, std::chrono::milliseconds time) const {
    pollfd poll{.fd = socket_, .events = events, .revents = 0};
    int const ready = ::poll(&poll, 1, static_cast<int>(time.count()));
    if (ready < 0) fail("poll");
    return ready > 0;
}

void RawClient::send(std::string_view bytes) {
    if (!try_send(bytes)) fail("send");
}

bool RawClient::try_send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno != EAGAIN) {
            return false;
        } else if (!wait(POLLOUT, patience_)) {
            throw std::runtime_error("raw client: the server does not read");
        }
    }
    return true;
}

bool RawClient::receive() {
    if (!wait(POLLIN, patience_)) {
        throw std::runtime_error("raw client: the server is silent; so far: " + received_);
    }
    std::array<char, 16384> bytes{};
    auto const size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size < 0 && errno != ECONNRESET) fail("recv");
    if (size <= 0) return false;
    received_.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

std::string RawClient::read_until(std::string_view end) {
    auto found = received_.find(end);
    while (found == std::string::npos) {
        if (!receive()) throw std::runtime_error("raw client: closed after: \"" + received_ + '"');
        found = received_.find(end);
    }
    auto text = received_.substr(0, found + end.size());
    received_.erase(0, text.size());
    return text;
}

RawAnswer RawClient::read_head() {
    RawAnswer answer;
    answer.head = read_until("\r\n\r\n");
    answer.status = status_of(answer.head);
    answer.fields = fields_of(answer.head);
    return answer;
}

RawAnswer RawClient::read_answer() {
    auto answer = read_head();
    auto const length = answer.fields.find("content-length");
    auto const size = length == answer.fields.end() ? 0 : std::stoul(length->second);
    while (received_.size() < size) {
        if (!receive()) throw std::runtime_error("raw client: closed within a body: " + received_);
    }
    answer.body = received_.substr(0, size);
    received_.erase(0, size);
    return answer;
}

std::string RawClient::read_to_end() {
    bool open = true;
    while (open)
        open = receive();
    return std::exchange(received_, {});
}

bool RawClient::stays_silent(std::chrono::milliseconds time) {
    return received_.empty() && !wait(POLLIN, time);
}

void RawClient::finish_sending() const {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
    linger const at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
}

RawAnswer RawClient::ask(std::string_view request) {
    send(request);
    return read_answer();
}

}  // namespace rds::kit
