#pragma once

#include "server/api/document.hpp"
#include "server/api/faults.hpp"
#include "server/gateway/wire/call.hpp"
#include "server/http/message.hpp"

#include <boost/uuid/uuid.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace rds::gateway {

// Makes RequestIds: uppercase UUIDs of version 5, as all recorded traffic since 2021 has them. Each
// is the name-based UUID of a running number in a namespace of this server's own, so a given
// namespace gives the same ids every time. Any thread.
class RequestIds {
  public:
    // A namespace drawn at random.
    RequestIds();

    explicit RequestIds(boost::uuids::uuid const& name_space) : namespace_{name_space} {}

    std::string next();

  private:
    boost::uuids::uuid const namespace_;
    std::atomic<std::uint64_t> count_{0};
};

// The service's ETag of a body, unquoted: the first digit of its length, 22 characters of
// base64(MD5(body)), the last digit of its length. Worked out from two recordings, which it
// reproduces to the byte.
std::string etag(std::string_view body);

// The answer to a handled call: the action's members, then RequestId.
http::Response success(Call const& call, api::Object document, std::string const& request_id);

// The answer to a refused call: the service's error body. Its Recommend leads to the service's
// page, or, below `own_address` ("http://127.0.0.1:2014"), to the call in this server's journal.
http::Response failure(
    Call const& call,
    api::Fault const& fault,
    std::string const& request_id,
    std::string_view own_address = {}
);

// The header that helps a developer and that the service does not have: one line of printable
// ASCII, at most 1 KiB.
void add_hint(http::Response& response, std::string_view hint);

// Likewise: whose tenant it was.
void add_tenant(http::Response& response, std::string_view tenant);

// What every answer of the service carries: ids, ETag, CORS.
void add_service_fields(http::Response& response, std::string const& request_id);

}  // namespace rds::gateway
