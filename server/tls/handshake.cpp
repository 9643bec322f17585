#include "server/tls/handshake.hpp"

#include "server/tls/openssl.hpp"
#include "storage/unusable.hpp"

#include <openssl/err.h>

#include <array>

namespace rds::tls {

namespace {

// TLS 1.2 with forward secrecy and authenticated encryption alone; those of 1.3 are all so.
constexpr char const* kCiphersOf12 = "ECDHE+AESGCM:ECDHE+CHACHA20";

void use(SSL_CTX* context, Certificate const& certificate) {
    auto const& chain = certificate.chain;
    auto const allow = [](int result) {
        if (result != 1) {
            throw Unusable{
                "the TLS certificate cannot be used: " + last_error() +
                "; it must be of an RSA key of 2048 bits or more, or of an elliptic curve"};
        }
    };
    allow(SSL_CTX_use_certificate(context, chain.front().get()));
    allow(SSL_CTX_use_PrivateKey(context, certificate.key.get()));
    for (std::size_t i = 1; i < chain.size(); ++i) {
        allow(static_cast<int>(SSL_CTX_add1_chain_cert(context, chain[i].get())));
    }
}

// What a user can do about the errors that clients make in earnest.
std::string advice_on(unsigned long error) {
    switch (ERR_GET_REASON(error)) {
        case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
        case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
        case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
            return std::string{"does not trust the certificate: "}.append(kHowToTrust);
        case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
            return "says that the certificate has expired";
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_VERSION_TOO_LOW:
            return "speaks an older protocol than TLS 1.2";
        case SSL_R_NO_APPLICATION_PROTOCOL:
            return "offers HTTP/2 alone, and this server speaks HTTP/1.1; let it offer http/1.1 "
                   "too "
                   "(ALPN)";
        case SSL_R_NO_SHARED_CIPHER:
            return "has no cipher in common with this server";
        default:
            return "broke off the TLS handshake";
    }
}

// Of the protocols that a client offers (ALPN), HTTP/1.1. A client that offers others alone would
// not understand the answers, so the handshake refuses it. One that offers none speaks HTTP/1.1.
int choose_protocol(
    SSL* /*connection*/,
    unsigned char const** chosen,
    unsigned char* length,
    unsigned char const* offered,
    unsigned offered_length,
    void* /*unused*/
) {
    static constexpr auto kOurs = std::to_array<unsigned char>(
        {8, 'h', 't', 't', 'p', '/', '1', '.', '1', 8, 'h', 't', 't', 'p', '/', '1', '.', '0'}
    );
    unsigned char* found = nullptr;
    auto const outcome =
        SSL_select_next_proto(&found, length, kOurs.data(), kOurs.size(), offered, offered_length);
    if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::shared_ptr<SSL_CTX> server_context(Certificate const& certificate) {
    std::shared_ptr<SSL_CTX> shared{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    auto* const context = shared.get();
    require(context != nullptr, "SSL_CTX_new");
    require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "TLS 1.2");
    require(SSL_CTX_set_cipher_list(context, kCiphersOf12) == 1, "SSL_CTX_set_cipher_list");
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA
    );
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    use(context, certificate);
    return shared;
}

std::string handshake_failure(SSL const* connection, unsigned long error) {
    if (error != 0) return advice_on(error) + " (" + error_text(error) + ")";
    if (BIO_number_written(SSL_get_wbio(connection)) == 0)
        return "hung up within the TLS handshake";
    return std::string{
        "hung up when it had seen the certificate, as Node does if it does not trust it: "}
        .append(kHowToTrust);
}

}  // namespace rds::tls
