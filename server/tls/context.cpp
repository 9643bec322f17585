#include "server/tls/context.hpp"

#include "server/tls/openssl.hpp"
#include "storage/unusable.hpp"

namespace rds::tls {

namespace {

// TLS 1.2 with forward secrecy and authenticated encryption alone; those of 1.3 are all so.
constexpr char const* kCiphersOf12 = "ECDHE+AESGCM:ECDHE+CHACHA20";

void use(SSL_CTX* context, Certificate const& certificate) {
    auto const& chain = certificate.chain();
    auto const allow = [](int result) {
        if (result != 1) {
            throw Unusable{
                "the TLS certificate cannot be used: " + last_error() +
                "; it must be of an RSA key of 2048 bits or more, or of an elliptic curve"};
        }
    };
    allow(SSL_CTX_use_certificate(context, chain.front().get()));
    allow(SSL_CTX_use_PrivateKey(context, certificate.key().get()));
    for (std::size_t i = 1; i < chain.size(); ++i) {
        allow(static_cast<int>(SSL_CTX_add1_chain_cert(context, chain[i].get())));
    }
}

}  // namespace

Context::Context(Certificate const& certificate)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    auto* const context = context_.get();
    require(context != nullptr, "SSL_CTX_new");
    require(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "TLS 1.2");
    require(SSL_CTX_set_cipher_list(context, kCiphersOf12) == 1, "SSL_CTX_set_cipher_list");
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA
    );
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // Idle connections keep no buffers.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    use(context, certificate);
}

}  // namespace rds::tls
