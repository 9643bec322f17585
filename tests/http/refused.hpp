#pragma once

#include "tests/kit/raw_client.hpp"

#include <gmock/gmock.h>

namespace rds::http {

inline void expect_bare(kit::RawAnswer const& answer, int status) {
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.fields.at("connection"), "close");
    EXPECT_EQ(answer.fields.at("content-length"), "0");
}

// The answer comes, then the end of the connection.
inline void expect_refused(kit::RawClient& client, int status) {
    expect_bare(client.read_answer(), status);
    client.finish_sending();
    EXPECT_EQ(client.read_to_end(), "");
}

}  // namespace rds::http
