#include "server/tls/names.hpp"

#include <gmock/gmock.h>

namespace rds::tls {
namespace {

using testing::ElementsAre;

TEST(CertificateName, HasOneForm) {
    EXPECT_EQ(certificate_name("RDS.Example.COM"), "rds.example.com");
    EXPECT_EQ(certificate_name("*.example.com"), "*.example.com");
    EXPECT_EQ(certificate_name("rds_emulator"), "rds_emulator");
    EXPECT_EQ(certificate_name("10.0.0.7"), "10.0.0.7");
    EXPECT_EQ(certificate_name("0:0:0::1"), "::1");
}

TEST(CertificateName, IsNothingElse) {
    for (auto const* const text :
         {"",    ".",     "a..b",       "a.",     ".a",         "-a",      "a-",
          "a b", "a,b",   "IP:1.2.3.4", "a\nb",   "10.0.0.256", "1.2",     "*",
          "*.",  "a.*.b", "http://a",   "a:2014", "[::1]",      "\xC3\xA4"}) {
        EXPECT_EQ(certificate_name(text), std::nullopt) << text;
    }
    EXPECT_EQ(certificate_name(std::string(64, 'a')), std::nullopt);
    EXPECT_NE(certificate_name(std::string(63, 'a')), std::nullopt);
}

TEST(NeededNames, AreThoseOfThisMachineAndMoreOnce) {
    EXPECT_THAT(
        needed_names({"rds", "::1", "rds"}),
        ElementsAre("localhost", "127.0.0.1", "::1", "rds")
    );
}

}  // namespace
}  // namespace rds::tls
