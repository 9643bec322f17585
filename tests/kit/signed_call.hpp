// Calls signed as SDKs sign them. Each is a list of parts to change before request() signs them;
// what a test changes in the request itself arrives unsigned.
#pragma once

#include "server/api/arguments.hpp"
#include "server/http/message.hpp"
#include "storage/instant.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::kit {

struct Key {
    std::string id = "testid";
    std::string secret = "testsecret";
    std::string security_token{};  // empty: none
};

// Names and values in order; set() replaces or appends.
class Pairs {
  public:
    Pairs& set(std::string_view name, std::string_view value);
    Pairs& drop(std::string_view name);

    std::vector<api::Argument> const& all() const { return all_; }

    // As they go into a query or a form.
    std::string encoded() const;

  private:
    std::vector<api::Argument> all_;
};

// In JSON; DBInstanceId is rm-a.
struct V1Call {
    explicit V1Call(std::string_view action, storage::Instant at, Key key = {});

    http::Request request() const;

    std::string method = "GET";
    Pairs query;
    Pairs form;  // not empty: sent as a body
    std::string secret;
};

struct V3Call {
    explicit V3Call(std::string_view action, storage::Instant at, Key key = {});

    // Without these headers' names among SignedHeaders.
    V3Call& unsigning(std::string_view name);

    http::Request request() const;

    std::string method = "POST";
    Pairs query;
    Pairs headers;
    std::string body{};
    std::string key_id;
    std::string secret;
    std::vector<std::string> not_signed{};
};

// Never the same twice in a process.
std::string fresh_nonce();

// As RFC 3339 has it, without a fraction.
std::string seconds_text(storage::Instant instant);

// The request as bytes, to be sent over a socket.
std::string wire_text(http::Request const& request);

}  // namespace rds::kit
