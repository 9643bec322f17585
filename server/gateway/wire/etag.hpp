#pragma once

#include <string>
#include <string_view>

namespace rds::gateway {

// The service's ETag of a body, unquoted: the first digit of its length, 22 characters of
// base64(MD5(body)), the last digit of its length. Worked out from two recordings, which it
// reproduces to the byte.
std::string etag(std::string_view body);

}  // namespace rds::gateway
