#include "server/identity/operators.hpp"

#include <gtest/gtest.h>

namespace rds::identity {

namespace {

bool contains(std::string_view network, std::string_view address) {
    return parse_network(network).value().contains(parse_network(address).value());
}

TEST(IdentityNetwork, ContainsWhatSharesItsFirstBits) {
    EXPECT_TRUE(contains("10.0.0.0/8", "10.255.255.255"));
    EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0"));
    EXPECT_TRUE(contains("192.0.2.128/25", "192.0.2.200"));
    EXPECT_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
    EXPECT_TRUE(contains("0.0.0.0/0", "255.255.255.255"));
    EXPECT_TRUE(contains("192.0.2.1/32", "192.0.2.1"));
    EXPECT_TRUE(contains("2001:db8:8000::/33", "2001:db8:ffff::"));
    EXPECT_FALSE(contains("2001:db8:8000::/33", "2001:db8:7fff::"));
}

TEST(IdentityNetwork, ContainsASmallerNetworkButNoLargerOne) {
    EXPECT_TRUE(contains("10.0.0.0/8", "10.1.0.0/16"));
    EXPECT_FALSE(contains("10.1.0.0/16", "10.0.0.0/8"));
}

TEST(IdentityNetwork, TakesAMappedAddressForTheOneOfIpv4) {
    EXPECT_EQ(parse_network("::ffff:192.0.2.1"), parse_network("192.0.2.1"));
    EXPECT_EQ(parse_network("::ffff:192.0.2.0/120"), parse_network("192.0.2.0/24"));
    EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
    EXPECT_TRUE(contains("::/0", "192.0.2.1"));
}

TEST(IdentityNetwork, IsNothingElse) {
    for (auto const* const text :
         {"",
          "/",
          "localhost",
          "1.2.3",
          "1.2.3.4.5",
          "256.0.0.1",
          "1.2.3.4/",
          "1.2.3.4/33",
          "1.2.3.4/-1",
          "1.2.3.4/+8",
          "1.2.3.4/8x",
          "1.2.3.4 /8",
          "::/129",
          "1.2.3.0/255.255.255.0",
          "fe80::1%eth0",
          "[::1]",
          "1.2.3.4:80",
          "*"}) {
        EXPECT_FALSE(parse_network(text)) << text;
    }
}

}  // namespace

}  // namespace rds::identity
