#include "server/tls/kept_certificate.hpp"

#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace rds::tls {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::StartsWith;

constexpr Instant kKeptAt{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4}};

std::string text_of(std::filesystem::path const& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

class KeptCertificate : public testing::Test {
  protected:
    Certificate keep(std::vector<std::string> const& more = {}, Instant now = kKeptAt) {
        auto kept = kept_certificate(folder_.path(), more, now);
        kept.place();
        return kept.certificate;
    }

    std::string refusal(Instant now = kKeptAt) {
        try {
            keep({}, now);
        } catch (Unusable const& error) {
            return error.what();
        }
        return "not refused";
    }

    kit::Folder folder_;
    std::filesystem::path const certificate_ = kept_certificate_file(folder_.path());
    std::filesystem::path const key_ = kept_key_file(folder_.path());
};

TEST_F(KeptCertificate, IsForThisMachineAndTheNamesGiven) {
    EXPECT_THAT(
        keep({"rds.example.com", "10.0.0.7"}).names(),
        IsSupersetOf({"localhost", "127.0.0.1", "::1", "rds.example.com", "10.0.0.7"})
    );
}

TEST_F(KeptCertificate, IsMadeOnce) {
    auto const first = keep({"rds"});
    auto const certificate = text_of(certificate_);
    auto const key = text_of(key_);

    EXPECT_EQ(keep({"rds"}, kKeptAt + days{800}).pem(), first.pem());
    EXPECT_EQ(keep().pem(), first.pem());

    EXPECT_EQ(text_of(certificate_), certificate);
    EXPECT_EQ(certificate, first.pem());
    EXPECT_EQ(text_of(key_), key);
}

TEST_F(KeptCertificate, HasAKeyThatOnlyTheOwnerReads) {
    keep();
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(key_).permissions(), perms::owner_read | perms::owner_write);
    EXPECT_THAT(text_of(key_), StartsWith("-----BEGIN PRIVATE KEY-----"));
    auto const files = std::distance(std::filesystem::directory_iterator{folder_.path()}, {});
    EXPECT_EQ(files, 2);
}

TEST_F(KeptCertificate, ThatHasExpiredIsReplacedByOneOfTheSameKey) {
    auto const first = keep();
    auto const key = text_of(key_);

    auto const second = keep({}, kKeptAt + days{900});

    EXPECT_NE(second.pem(), first.pem());
    EXPECT_EQ(second.not_before(), kKeptAt + days{899});
    EXPECT_EQ(text_of(certificate_), second.pem());
    EXPECT_EQ(text_of(key_), key);
}

TEST_F(KeptCertificate, ThatLacksANameIsReplacedByOneOfTheSameKey) {
    keep();
    auto const key = text_of(key_);

    EXPECT_THAT(keep({"rds"}).names(), Contains("rds"));

    EXPECT_EQ(text_of(key_), key);
}

TEST_F(KeptCertificate, IsNotWrittenBeforeItIsPlaced) {
    kept_certificate(folder_.path(), {}, kKeptAt);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder_.path()}, {}), 0);

    auto const first = keep();
    kept_certificate(folder_.path(), {}, kKeptAt + days{900});
    EXPECT_EQ(text_of(certificate_), first.pem());
}

TEST_F(KeptCertificate, ThatHasExpiredStaysIfSomethingElseIsInItsFile) {
    auto const text = keep().pem() + "# mine\n";
    std::ofstream{certificate_} << text;

    EXPECT_EQ(keep().pem() + "# mine\n", text);
    EXPECT_THAT(refusal(kKeptAt + days{900}), StartsWith(certificate_.string() + ": holds"));

    EXPECT_EQ(text_of(certificate_), text);
}

TEST_F(KeptCertificate, ThatIsMissingIsMadeForTheKeyThatIsThere) {
    auto const first = keep();
    auto const key = text_of(key_);
    std::filesystem::remove(certificate_);

    auto const second = keep();

    EXPECT_NE(second.pem(), first.pem());
    EXPECT_EQ(text_of(certificate_), second.pem());
    EXPECT_EQ(text_of(key_), key);
    EXPECT_EQ(keep().pem(), second.pem());
}

TEST_F(KeptCertificate, IsNotMadeForABrokenKeyWhichStays) {
    std::ofstream{key_} << "nonsense";

    EXPECT_THAT(
        refusal(),
        AllOf(
            StartsWith(key_.string() + ": holds no private key"),
            HasSubstr("remove it to have another made")
        )
    );

    EXPECT_EQ(text_of(key_), "nonsense");
    EXPECT_FALSE(std::filesystem::exists(certificate_));
}

TEST_F(KeptCertificate, ThatIsBrokenIsRefusedAndLeftAsItIs) {
    keep();
    auto const key = text_of(key_);
    std::ofstream{certificate_} << "nonsense";

    EXPECT_THAT(
        refusal(),
        AllOf(
            StartsWith(certificate_.string() + ": holds no certificate"),
            HasSubstr("remove " + certificate_.string())
        )
    );

    EXPECT_EQ(text_of(certificate_), "nonsense");
    EXPECT_EQ(text_of(key_), key);
}

TEST_F(KeptCertificate, WithoutItsKeyIsRefusedAndLeftAsItIs) {
    auto const made = keep();
    std::filesystem::remove(key_);
    EXPECT_THAT(refusal(), StartsWith(key_.string() + ": cannot be opened"));

    std::ofstream{key_} << self_signed(generate_key(), {"localhost"}, kKeptAt).key_pem();
    EXPECT_THAT(refusal(), StartsWith(key_.string() + ": is not the private key"));
    EXPECT_EQ(text_of(certificate_), made.pem());
}

}  // namespace
}  // namespace rds::tls
