#include "server/tls/kept_certificate.hpp"
#include "tests/kit/tls_client.hpp"
#include "tests/program/child_program.hpp"

#include <gmock/gmock.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace rds {

namespace {

using kit::ChildProgram;
using kit::RawClient;
using kit::TlsClient;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kAnyTlsRequest =
    "GET /?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx&Format=JSON HTTP/1.1\r\n"
    "Host: localhost\r\n\r\n";

std::string text_of(std::filesystem::path const& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

// Starts on a free port of one address.
std::vector<std::string> with(std::vector<std::string> const& more) {
    std::vector<std::string> arguments{"--port", "0", "--listen", "127.0.0.1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

class TlsStart : public testing::Test {
  protected:
    std::string path(std::string const& name) { return (folder_.path() / name).string(); }

    std::string write(std::string const& name, std::string const& text) {
        std::ofstream{path(name)} << text;
        return path(name);
    }

    // One line that says so, and exit code 2.
    static void expect_refused(
        std::vector<std::string> const& arguments,
        std::string const& named,
        std::vector<std::string> environment = {}
    ) {
        ChildProgram program{with(arguments), std::move(environment)};
        EXPECT_EQ(program.wait(), 2);
        auto const error = program.standard_error();
        EXPECT_THAT(error, AllOf(StartsWith("rds-emulator: "), HasSubstr(named)));
        EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
        EXPECT_EQ(program.standard_output(), "");
    }

    static tls::Certificate own(std::shared_ptr<EVP_PKEY> key = tls::generate_key()) {
        auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        return tls::self_signed(std::move(key), {"localhost", "127.0.0.1", "::1"}, now);
    }

    std::vector<std::string> files_of(tls::Certificate const& certificate) {
        return {
            "--tls-cert",
            write("cert.pem", certificate.pem()),
            "--tls-key",
            write("key.pem", certificate.key_pem())};
    }

    // What the log of a start that succeeds has said by its end.
    static std::string log_of(std::vector<std::string> const& arguments) {
        ChildProgram program{with(arguments)};
        EXPECT_NE(program.wait_until_ready(), 0);
        program.signal(SIGTERM);
        EXPECT_EQ(program.wait(), 0);
        return program.standard_error();
    }

    kit::Folder folder_;
};

TEST_F(TlsStart, OfAutoServesBothAndWritesTheCertificateToTrust) {
    auto const file = path("cert.pem");
    ChildProgram program{
        with({"--tls", "auto", "--tls-cert-file", file, "--tls-name", "rds.test"})};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);

    EXPECT_EQ(RawClient{port}.ask(kAnyTlsRequest).status, 200);
    for (auto const* const name : {"localhost", "127.0.0.1", "::1", "rds.test"}) {
        TlsClient client{port, {.trusted = text_of(file), .name = name}};
        EXPECT_EQ(client.ask(kAnyTlsRequest).status, 200) << name;
    }

    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    auto const number = std::to_string(port);
    EXPECT_EQ(
        program.standard_output(),
        "READY http://127.0.0.1:" + number + " https://127.0.0.1:" + number + "\n"
    );
    EXPECT_THAT(
        program.standard_error(),
        AllOf(HasSubstr("Try:  curl 'http://127.0.0.1:"), Not(HasSubstr("PRIVATE KEY")))
    );
    EXPECT_THAT(text_of(file), Not(HasSubstr("PRIVATE KEY")));
}

TEST_F(TlsStart, OfOnlyServesHttpsAndSaysHowToTryIt) {
    auto const file = path("it's.pem");
    ChildProgram program{with({"--tls", "only", "--tls-cert-file", file})};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);

    EXPECT_EQ(TlsClient{port}.ask(kAnyTlsRequest).status, 200);
    auto const refusal = RawClient{port}.ask(kAnyTlsRequest);
    EXPECT_EQ(refusal.status, 400);
    EXPECT_THAT(refusal.body, HasSubstr("InvalidProtocol.NeedSsl"));

    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(program.standard_output(), MatchesRegex("READY https://127\\.0\\.0\\.1:[0-9]+\n"));
    EXPECT_THAT(
        program.standard_error(),
        AllOf(
            HasSubstr("curl --cacert '" + path("it'\\''s.pem") + "' 'https://127.0.0.1:"),
            HasSubstr("400 InvalidProtocol.NeedSsl"),
            HasSubstr("This port speaks HTTPS only")
        )
    );
}

TEST_F(TlsStart, OfOnlyWithoutAFileToTrustTriesItUnverified) {
    ChildProgram program{with({}), {"RDS_EMULATOR_TLS=only"}};
    ASSERT_NE(program.wait_until_ready(), 0);
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
    EXPECT_THAT(program.standard_error(), HasSubstr("curl -k 'https://127.0.0.1:"));
}

TEST_F(TlsStart, KeepsItsCertificateInTheDataDirectory) {
    std::string first;
    for (int start = 0; start < 2; ++start) {
        ChildProgram program{with({"--tls", "auto", "--data-dir", path("data")})};
        auto const port = program.wait_until_ready();
        ASSERT_NE(port, 0);
        auto const kept = text_of(tls::kept_certificate_file(path("data")));
        if (start == 0) first = kept;
        EXPECT_EQ(kept, first);
        TlsClient client{port, {.trusted = kept}};
        EXPECT_EQ(client.ask(kAnyTlsRequest).status, 200);
        program.signal(SIGTERM);
        EXPECT_EQ(program.wait(), 0);
    }
}

TEST_F(TlsStart, WithOnesOwnCertificateServesIt) {
    auto const certificate = own();
    ChildProgram program{with(
        {"--tls-cert",
         write("cert.pem", certificate.pem()),
         "--tls-key",
         write("key.pem", certificate.key_pem()),
         "--tls-cert-file",
         path("copy.pem")}
    )};
    auto const port = program.wait_until_ready();
    ASSERT_NE(port, 0);

    TlsClient client{port, {.trusted = certificate.pem()}};
    EXPECT_EQ(client.ask(kAnyTlsRequest).status, 200);
    EXPECT_EQ(RawClient{port}.ask(kAnyTlsRequest).status, 200);
    EXPECT_EQ(text_of(path("copy.pem")), certificate.pem());
}

TEST_F(TlsStart, IsRefusedWithValuesThatMakeNoSense) {
    expect_refused({"--tls", "on"}, "--tls: \"on\" is not off, auto or only");
    expect_refused({"--tls-name", "a b"}, "--tls-name: \"a b\" is not a DNS name");
    expect_refused({}, "RDS_EMULATOR_TLS: \"on\" is not", {"RDS_EMULATOR_TLS=on"});
    expect_refused({"--tls-cert-file", path("c")}, "with TLS off; add --tls auto");
    EXPECT_FALSE(std::filesystem::exists(path("c")));
}

TEST_F(TlsStart, IsRefusedWithHalfOfAPair) {
    auto const certificate = own();
    auto const file = write("cert.pem", certificate.pem());
    auto const key = write("key.pem", certificate.key_pem());
    expect_refused({"--tls-cert", file}, "--tls-cert " + file + ": needs --tls-key");
    expect_refused({"--tls", "only", "--tls-key", key}, "--tls-key " + key + ": needs --tls-cert");
}

TEST_F(TlsStart, IsRefusedWithFilesThatCannotBeUsedAndNamesThem) {
    auto const certificate = own();
    auto const file = write("cert.pem", certificate.pem());
    auto const key = write("key.pem", certificate.key_pem());
    auto const other = write("other.pem", own().key_pem());

    expect_refused({"--tls-cert", "/nowhere/c.pem", "--tls-key", key}, "/nowhere/c.pem: cannot be");
    expect_refused({"--tls-cert", key, "--tls-key", key}, key + ": holds no certificate");
    expect_refused({"--tls-cert", file, "--tls-key", file}, file + ": holds no private key");
    expect_refused({"--tls-cert", file, "--tls-key", other}, other + ": is not the private key");
    expect_refused(
        {"--tls-cert", file, "--tls-key", key, "--tls-cert-file", key},
        key + " is the file of --tls-key too"
    );
    EXPECT_EQ(text_of(key), certificate.key_pem());
    expect_refused({"--tls", "auto", "--tls-cert-file", "/nowhere/c.pem"}, "/nowhere/c.pem");
}

TEST_F(TlsStart, IsRefusedWithTooShortAKeyAndNamesTheFile) {
    constexpr unsigned kBits = 1024;
    auto const weak = own({EVP_RSA_gen(kBits), EVP_PKEY_free});
    expect_refused(files_of(weak), path("cert.pem") + ": the TLS certificate cannot be used");

    std::filesystem::create_directory(path("data"));
    std::ofstream{tls::kept_certificate_file(path("data"))} << weak.pem();
    std::ofstream{tls::kept_key_file(path("data"))} << weak.key_pem();
    expect_refused(
        {"--tls", "auto", "--data-dir", path("data")},
        tls::kept_certificate_file(path("data")).string() + ": the TLS certificate cannot be used"
    );
}

TEST_F(TlsStart, WarnsOfACertificateForNoName) {
    auto const certificate = own();
    auto* const x509 = certificate.chain.front().get();
    X509_EXTENSION_free(X509_delete_ext(x509, X509_get_ext_by_NID(x509, NID_subject_alt_name, -1)));
    ASSERT_GT(X509_sign(x509, certificate.key.get(), EVP_sha256()), 0);

    auto const log = log_of(files_of(certificate));

    EXPECT_THAT(log, ContainsRegex("WARN .*cert.pem: this certificate is for no name"));
    EXPECT_THAT(log, HasSubstr("-addext subjectAltName=DNS:localhost,IP:127.0.0.1"));
    EXPECT_THAT(log, Not(HasSubstr("HTTPS with a certificate for")));
}

TEST_F(TlsStart, WarnsOfWhatHasNoEffectWithTlsOff) {
    EXPECT_THAT(
        log_of({"--tls-name", "rds.test"}),
        ContainsRegex("WARN .*--tls-name has no effect with TLS off; add --tls auto")
    );
    auto files = files_of(own());
    files.insert(files.end(), {"--tls", "off"});
    EXPECT_THAT(
        log_of(files),
        ContainsRegex("WARN .*--tls-cert and --tls-key have no effect with --tls off")
    );
    EXPECT_THAT(log_of({}), Not(HasSubstr("WARN")));
}

TEST_F(TlsStart, IsRefusedWithABrokenKeptCertificateWhichStays) {
    std::filesystem::create_directory(path("data"));
    auto const file = tls::kept_certificate_file(path("data"));
    std::ofstream{file} << "nonsense";

    expect_refused({"--tls", "auto", "--data-dir", path("data")}, file.string() + ": holds no");

    EXPECT_EQ(text_of(file), "nonsense");
}

}  // namespace

}  // namespace rds
