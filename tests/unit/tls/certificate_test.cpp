#include "server/tls/certificate.hpp"

#include "server/tls/handshake.hpp"
#include "server/tls/kept_certificate.hpp"
#include "storage/unusable.hpp"
#include "tests/kit/folder.hpp"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <functional>

namespace rds::tls {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 4}};

Certificate example() {
    return self_signed(generate_key(), {"localhost", "127.0.0.1", "::1", "*.example.com"}, kNow);
}

TEST(SelfSigned, IsForTheNamesGiven) {
    EXPECT_THAT(example().names(), ElementsAre("localhost", "127.0.0.1", "::1", "*.example.com"));
}

TEST(SelfSigned, HasAKeyOnTheCurveP256) {
    std::array<char, 32> group{};
    std::size_t size = 0;
    auto const certificate = example();
    ASSERT_EQ(EVP_PKEY_get_group_name(certificate.key.get(), group.data(), group.size(), &size), 1);
    EXPECT_STREQ(group.data(), "prime256v1");
}

TEST(SelfSigned, IsGoodFromADayBeforeAndForNoMoreThan825Days) {
    auto const certificate = example();
    EXPECT_EQ(certificate.not_before(), kNow - days{1});
    EXPECT_LE(certificate.not_after() - certificate.not_before(), days{825});
    EXPECT_GT(certificate.not_after(), kNow + days{800});
}

TEST(SelfSigned, IsASigningServerThatVouchesForItself) {
    auto const certificate = example();
    auto* const x509 = certificate.chain.front().get();

    EXPECT_EQ(X509_verify(x509, certificate.key.get()), 1);
    EXPECT_EQ(X509_check_ca(x509), 1);
    EXPECT_EQ(X509_get_pathlen(x509), 0);
    EXPECT_EQ(X509_get_key_usage(x509), KU_DIGITAL_SIGNATURE | KU_KEY_CERT_SIGN);
    EXPECT_EQ(X509_get_extended_key_usage(x509), XKU_SSL_SERVER);
    EXPECT_EQ(X509_get_version(x509), X509_VERSION_3);
}

TEST(SelfSigned, HasASerialNumberOfItsOwn) {
    auto const key = generate_key();
    auto const one = self_signed(key, {"localhost"}, kNow);
    auto const other = self_signed(key, {"localhost"}, kNow);
    auto const* const serial = X509_get0_serialNumber(one.chain.front().get());
    EXPECT_NE(ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(other.chain.front().get())), 0);
}

// As a company's own authority is.
std::string pem_of_another() {
    auto const certificate = example();
    auto* const x509 = certificate.chain.front().get();
    auto* const name = X509_get_subject_name(x509);
    auto const* const bytes = reinterpret_cast<unsigned char const*>("Company CA");
    X509_NAME_ENTRY_free(X509_NAME_delete_entry(name, 0));
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes, -1, -1, 0);
    X509_set_issuer_name(x509, name);
    X509_sign(x509, certificate.key.get(), EVP_sha256());
    return certificate.pem();
}

TEST(DraftOfCertificate, ReplacesNothingButOneThatTheProgramMade) {
    kit::Folder const folder;
    auto const file = folder.path() / "trust.pem";
    auto const replaces = [&file](std::string const& earlier) {
        std::ofstream{file, std::ios::binary} << earlier;
        try {
            draft_of_certificate(file, example());
            return true;
        } catch (Unusable const&) {
            return false;
        }
    };
    EXPECT_TRUE(replaces(example().pem()));
    EXPECT_FALSE(replaces(example().pem() + example().pem())) << "a bundle";
    EXPECT_FALSE(replaces(pem_of_another()));
    EXPECT_FALSE(replaces("# mine\n" + example().pem()));
    EXPECT_FALSE(replaces(""));
}

TEST(SelfSigned, GivesAwayNoKeyInItsPem) {
    EXPECT_THAT(
        example().pem(),
        AllOf(StartsWith("-----BEGIN CERTIFICATE-----"), Not(HasSubstr("PRIVATE")))
    );
}

// What a certificate and key in files are refused with.
class Load : public testing::Test {
  protected:
    std::filesystem::path write(std::string const& name, std::string const& text) {
        auto path = folder_.path() / name;
        std::ofstream{path} << text;
        return path;
    }

    std::string refusal(std::string const& certificate, std::string const& key) {
        try {
            load(write("cert.pem", certificate), write("key.pem", key));
        } catch (Unusable const& error) {
            return error.what();
        }
        return "not refused";
    }

    std::string path(std::string const& name) { return (folder_.path() / name).string(); }

    kit::Folder folder_;
    Certificate good_ = example();
};

TEST_F(Load, GivesWhatWasWritten) {
    auto const loaded = load(write("c", good_.pem()), write("k", good_.key_pem()));
    EXPECT_EQ(loaded.names(), good_.names());
    EXPECT_EQ(loaded.pem(), good_.pem());
}

TEST_F(Load, TakesAChainAndLeavesOutAKeyInTheSameFile) {
    auto const other = example();
    auto const file = write("both", good_.key_pem() + good_.pem() + other.pem());
    auto const loaded = load(file, file);
    EXPECT_EQ(loaded.chain.size(), 2U);
    EXPECT_EQ(loaded.pem(), good_.pem() + other.pem());
}

TEST_F(Load, RefusesAFileThatCannotBeReadByItsName) {
    auto const missing = path("missing.pem");
    auto const refuse = [](std::filesystem::path const& certificate,
                           std::filesystem::path const& key) -> std::string {
        try {
            load(certificate, key);
        } catch (Unusable const& error) {
            return error.what();
        }
        return "not refused";
    };
    auto const there = write("cert.pem", good_.pem());
    EXPECT_THAT(refuse(missing, there), StartsWith(missing + ": "));
    EXPECT_THAT(refuse(there, missing), StartsWith(missing + ": "));
    EXPECT_THAT(refuse(folder_.path(), there), HasSubstr(": is a folder"));
}

TEST_F(Load, RefusesWhatIsNoCertificate) {
    auto const named = StartsWith(path("cert.pem") + ": holds ");
    for (std::string const& text :
         {std::string{}, std::string{"nonsense\n"}, good_.key_pem(), std::string(100, '\0')}) {
        EXPECT_THAT(
            refusal(text, good_.key_pem()),
            AllOf(named, HasSubstr("holds no certificate"), HasSubstr("-----BEGIN CERTIFICATE"))
        );
    }
    auto const pem = good_.pem();
    EXPECT_THAT(refusal(pem.substr(0, pem.size() / 2), good_.key_pem()), named);
    auto broken = pem;
    broken.replace(100, 20, "AAAAAAAAAAAAAAAAAAAA");
    EXPECT_THAT(refusal(broken, good_.key_pem()), testing::HasSubstr(folder_.path().string()));
    EXPECT_THAT(refusal(std::string(2'000'000, 'x'), good_.key_pem()), HasSubstr("larger"));
}

TEST_F(Load, RefusesWhatIsNoKey) {
    for (std::string const& text : {std::string{}, std::string{"nonsense\n"}, good_.pem()}) {
        EXPECT_THAT(
            refusal(good_.pem(), text),
            StartsWith(path("key.pem") + ": holds no private key")
        );
    }
}

TEST_F(Load, RefusesAnEncryptedKeyWithoutAsking) {
    std::unique_ptr<BIO, decltype(&BIO_free_all)> const memory{BIO_new(BIO_s_mem()), BIO_free_all};
    std::string secret{"secret"};
    PEM_write_bio_PKCS8PrivateKey(
        memory.get(),
        good_.key.get(),
        EVP_aes_128_cbc(),
        secret.data(),
        static_cast<int>(secret.size()),
        nullptr,
        nullptr
    );
    char* text = nullptr;
    auto const size = BIO_get_mem_data(memory.get(), &text);

    EXPECT_THAT(
        refusal(good_.pem(), {text, static_cast<std::size_t>(size)}),
        StartsWith(path("key.pem") + ": holds an encrypted private key")
    );
}

TEST_F(Load, RefusesAnotherCertificatesKeyAndNamesBothFiles) {
    EXPECT_THAT(
        refusal(good_.pem(), example().key_pem()),
        AllOf(StartsWith(path("key.pem") + ": is not the private key"), HasSubstr(path("cert.pem")))
    );
}

TEST_F(Load, SaysWhichCertificateOfTheFileTheKeyBelongsTo) {
    EXPECT_THAT(
        refusal(example().pem() + good_.pem(), good_.key_pem()),
        AllOf(
            StartsWith(path("cert.pem") + ": the key in " + path("key.pem")),
            HasSubstr("belongs to certificate 2 of this file; the server's own must come first")
        )
    );
}

TEST_F(Load, AsksWhetherTheFilesAreExchanged) {
    EXPECT_THAT(
        refusal(good_.key_pem(), good_.pem()),
        HasSubstr("holds no certificate but a private key (are the two files exchanged?)")
    );
    EXPECT_THAT(
        refusal(good_.pem(), good_.pem()),
        HasSubstr("holds no private key but a certificate (are the two files exchanged?)")
    );
}

TEST_F(Load, SaysHowDerBecomesPem) {
    unsigned char* bytes = nullptr;
    auto size = i2d_X509(good_.chain.front().get(), &bytes);
    std::string const certificate(reinterpret_cast<char const*>(bytes), static_cast<size_t>(size));
    OPENSSL_free(bytes);
    bytes = nullptr;
    size = i2d_PrivateKey(good_.key.get(), &bytes);
    std::string const key(reinterpret_cast<char const*>(bytes), static_cast<size_t>(size));
    OPENSSL_free(bytes);

    EXPECT_THAT(
        refusal(certificate, good_.key_pem()),
        AllOf(HasSubstr("holds no certificate"), HasSubstr("openssl x509 -inform der -in FILE"))
    );
    EXPECT_THAT(
        refusal(good_.pem(), key),
        AllOf(HasSubstr("holds no private key"), HasSubstr("openssl pkey -inform der -in FILE"))
    );
}

TEST(ServerContext, RefusesAKeyThatIsTooShort) {
    constexpr unsigned kBits = 1024;
    std::shared_ptr<EVP_PKEY> const key{EVP_RSA_gen(kBits), EVP_PKEY_free};
    auto const certificate = self_signed(key, {"localhost"}, kNow);
    try {
        server_context(certificate);
        FAIL() << "not refused";
    } catch (Unusable const& error) {
        EXPECT_THAT(error.what(), HasSubstr("2048"));
    }
}

}  // namespace
}  // namespace rds::tls
