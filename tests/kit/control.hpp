// Calls of the control API.
#pragma once

#include "server/http/message.hpp"
#include "tests/kit/answer.hpp"

#include <string_view>

namespace rds::kit {

// `path` is what follows "/_emulator/", with its query.
http::Request
control_request(std::string_view method, std::string_view path, std::string_view body = {});

// Fails the test unless the OpenAPI document has this answer to this request.
void expect_as_documented(http::Request const& request, Answer const& answer);

}  // namespace rds::kit
