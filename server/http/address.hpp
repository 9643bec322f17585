#pragma once

#include "storage/unusable.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rds::http {

struct Address {
    std::string host;        // an IP address, v6 without brackets
    std::uint16_t port = 0;  // 0: any free one

    // "127.0.0.1:2014", "[::1]:2014"
    std::string text() const;

    // Returns where a client on this machine reaches it: loopback, if it stands for all addresses.
    Address from_here() const;

    // Nobody but this machine reaches it.
    bool is_loopback() const;

    bool operator==(Address const&) const = default;
};

// One of several addresses that a server listens on together.
struct ListenOn {
    Address address;
    bool where_it_exists = false;  // it is left out on a machine that has no such address
};

// Host and port of a Host or Origin header: views of its text.
struct Authority {
    std::string_view host;  // a v6 address has its brackets
    std::string_view port;  // empty: the scheme's own
};

// Reads "localhost:2014" or "[::1]:2014". Neither part is checked.
Authority read_authority(std::string_view text);

// An address cannot be listened on: in use, no permission, not ours.
class ListenError : public Unusable {
  public:
    enum class Why : std::uint8_t {
        not_here,  // this machine has no such address: [::1] without IPv6, for example
        in_use,
        other,
    };

    ListenError(std::string const& what, Why why) : Unusable{what}, why_{why} {}

    Why why() const { return why_; }

  private:
    Why why_;
};

}  // namespace rds::http
