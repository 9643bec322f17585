#include "server/http/address.hpp"

#include <gtest/gtest.h>

namespace rds::http {
namespace {

TEST(Address, IsShownAsInAUrl) {
    EXPECT_EQ((Address{"127.0.0.1", 2014}.text()), "127.0.0.1:2014");
    EXPECT_EQ((Address{"::1", 80}.text()), "[::1]:80");
}

}  // namespace
}  // namespace rds::http
