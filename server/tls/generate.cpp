#include "server/tls/generate.hpp"

#include "server/tls/names.hpp"
#include "server/tls/openssl.hpp"

#include <openssl/ec.h>

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

}  // namespace

std::shared_ptr<EVP_PKEY> generate_key() {
    OwnedKey key{EVP_EC_gen("P-256")};
    require(key != nullptr, "EVP_EC_gen");
    return key;
}

Certificate
self_signed(std::shared_ptr<EVP_PKEY> key, std::vector<std::string> const& names, Instant now) {
    std::shared_ptr<X509> const certificate{OwnedCertificate{X509_new()}};
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

}  // namespace rds::tls
