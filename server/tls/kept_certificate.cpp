#include "server/tls/kept_certificate.hpp"

#include "server/log/log.hpp"
#include "server/tls/names.hpp"
#include "server/tls/openssl.hpp"
#include "storage/unusable.hpp"

#include <openssl/ec.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <optional>
#include <system_error>
#include <utility>

namespace rds::tls {

namespace {

constexpr std::chrono::days kBefore{1};
constexpr std::chrono::days kValidity{825};

void set_time(ASN1_TIME* time, Instant instant) {
    auto const seconds = std::chrono::system_clock::to_time_t(instant);
    require(ASN1_TIME_set(time, seconds) != nullptr, "ASN1_TIME_set");
}

// 127 random bits: positive, and never the same twice, which browsers insist on.
void set_serial(X509* certificate) {
    constexpr int kBits = 127;
    OwnedNumber const number{BN_new()};
    require(BN_rand(number.get(), kBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "BN_rand");
    auto* const serial = X509_get_serialNumber(certificate);
    require(BN_to_ASN1_INTEGER(number.get(), serial) != nullptr, "BN_to_ASN1_INTEGER");
}

void set_subject_and_issuer(X509* certificate) {
    auto* const name = X509_get_subject_name(certificate);
    auto const* const bytes = reinterpret_cast<unsigned char const*>(kCommonName.data());
    constexpr auto kSize = static_cast<int>(kCommonName.size());
    auto const added =
        X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_ASC, bytes, kSize, -1, 0);
    require(added == 1, "X509_NAME_add_entry_by_NID");
    require(X509_set_issuer_name(certificate, name) == 1, "X509_set_issuer_name");
}

void add_extension(X509* certificate, int id, std::string const& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    OwnedExtension const extension{X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str())};
    require(extension != nullptr, "X509V3_EXT_conf_nid");
    require(X509_add_ext(certificate, extension.get(), -1) == 1, "X509_add_ext");
}

// In the syntax of openssl.cnf; a name has neither commas nor colons but those of IPv6, which are
// safe there.
std::string alternatives(std::vector<std::string> const& names) {
    std::string text;
    for (auto const& name : names) {
        if (!text.empty()) text += ',';
        text += (ip_address(name) ? "IP:" : "DNS:") + name;
    }
    return text;
}

// A certificate that signs itself is its own authority: some clients (Java, OpenSSL's strict
// checks) take it for a trust anchor only if it says so.
void add_extensions(X509* certificate, std::vector<std::string> const& names) {
    add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign");
    add_extension(certificate, NID_ext_key_usage, "serverAuth");
    add_extension(certificate, NID_subject_alt_name, alternatives(names));
    add_extension(certificate, NID_subject_key_identifier, "hash");
    add_extension(certificate, NID_authority_key_identifier, "keyid:always");
}

// Those that are needed, and what this machine happens to be called.
std::vector<std::string> wanted_names(std::vector<std::string> more) {
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    if (auto host = certificate_name(name.data())) more.push_back(*std::move(host));
    return needed_names(more);
}

// Whether something is there, if only a link to nowhere.
bool is_there(std::filesystem::path const& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

// Why the certificate cannot go on; nothing if it can.
std::optional<std::string>
worn_out(Certificate const& certificate, std::vector<std::string> const& more, Instant now) {
    if (certificate.not_after() < now) return "has expired";
    auto const names = certificate.names();
    for (auto const& name : needed_names(more)) {
        if (std::ranges::find(names, name) == names.end()) return "is not for " + name;
    }
    return std::nullopt;
}

// Does some work; a refusal ends with what the user can do.
auto advising(std::string const& advice, auto const& work) {
    try {
        return work();
    } catch (Unusable const& error) {
        throw Unusable{std::string{error.what()} + " (" + advice + ")"};
    }
}

files::Draft draft_of_key(std::filesystem::path const& file, Certificate const& certificate) {
    constexpr mode_t kForTheOwner = S_IRUSR | S_IWUSR;
    auto text = certificate.key_pem();
    return storage::using_path(file, [&] {
        return files::Draft{file, std::move(text), kForTheOwner, files::Durable::yes};
    });
}

// A key without a certificate was left by an interrupted start, or its owner means to keep it.
KeptCertificate
make_kept(std::filesystem::path const& folder, std::vector<std::string> const& more, Instant now) {
    auto const key_file = kept_key_file(folder);
    auto const had_key = is_there(key_file);
    auto const key =
        had_key ? advising("remove it to have another made", [&] { return load_key(key_file); })
                : generate_key();
    KeptCertificate kept{self_signed(key, wanted_names(more), now)};
    // The key first: a certificate without its key could not be used.
    if (!had_key) kept.drafts.push_back(draft_of_key(key_file, kept.certificate));
    kept.drafts.push_back(draft_of_certificate(kept_certificate_file(folder), kept.certificate));
    if (had_key) {
        kept.news = key_file.string() +
                    " had no certificate: a new one was made for it; clients must be given that";
    }
    return kept;
}

}  // namespace

std::shared_ptr<EVP_PKEY> generate_key() {
    std::shared_ptr<EVP_PKEY> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    require(key != nullptr, "EVP_EC_gen");
    return key;
}

Certificate
self_signed(std::shared_ptr<EVP_PKEY> key, std::vector<std::string> const& names, Instant now) {
    std::shared_ptr<X509> const certificate{X509_new(), X509_free};
    require(certificate != nullptr, "X509_new");
    auto* const bare = certificate.get();
    require(X509_set_version(bare, X509_VERSION_3) == 1, "X509_set_version");
    set_serial(bare);
    set_time(X509_getm_notBefore(bare), now - kBefore);
    // The last second counts as well.
    set_time(X509_getm_notAfter(bare), now - kBefore + kValidity - std::chrono::seconds{1});
    set_subject_and_issuer(bare);
    require(X509_set_pubkey(bare, key.get()) == 1, "X509_set_pubkey");
    add_extensions(bare, names);
    require(X509_sign(bare, key.get(), EVP_sha256()) > 0, "X509_sign");
    return {{certificate}, std::move(key)};
}

std::filesystem::path kept_certificate_file(std::filesystem::path const& folder) {
    return folder / "tls-cert.pem";
}

std::filesystem::path kept_key_file(std::filesystem::path const& folder) {
    return folder / "tls-key.pem";
}

Certificate make_certificate(std::vector<std::string> const& more, Instant now) {
    return self_signed(generate_key(), wanted_names(more), now);
}

KeptCertificate kept_certificate(
    std::filesystem::path const& folder,
    std::vector<std::string> const& more,
    Instant now
) {
    auto const file = kept_certificate_file(folder);
    if (!is_there(file)) return make_kept(folder, more, now);
    auto const advice =
        "remove " + file.string() + " to have another made, and the key with it if that is broken";
    KeptCertificate kept{advising(advice, [&] { return load(file, kept_key_file(folder)); })};
    auto const why = worn_out(kept.certificate, more, now);
    if (!why) return kept;
    kept.certificate = self_signed(kept.certificate.key, wanted_names(more), now);
    kept.drafts.push_back(draft_of_certificate(file, kept.certificate));
    kept.news = "the certificate in " + file.string() + " " + *why +
                ": replaced by another of the same key; clients must be given the new one";
    return kept;
}

void KeptCertificate::place() {
    for (auto& draft : drafts)
        storage::using_path(draft.path(), [&draft] { draft.place(); });
    drafts.clear();
    if (!news.empty()) log::warn("TLS: {}", std::exchange(news, {}));
}

}  // namespace rds::tls
