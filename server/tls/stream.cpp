#include "server/tls/stream.hpp"

#include "server/tls/openssl.hpp"
#include "storage/unusable.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <limits>

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
        case SSL_R_NO_SHARED_CIPHER:
            return "has no cipher in common with this server";
        default:
            return "broke off the TLS handshake";
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

Stream::Stream(Context const& context) : ssl_(SSL_new(context.get()), SSL_free) {
    require(ssl_ != nullptr, "SSL_new");
    OwnedBio input{BIO_new(BIO_s_mem())};
    OwnedBio output{BIO_new(BIO_s_mem())};
    require(input != nullptr && output != nullptr, "BIO_new");
    input_ = input.release();
    output_ = output.release();
    SSL_set_bio(ssl_.get(), input_, output_);
    SSL_set_accept_state(ssl_.get());
}

void Stream::receive(std::span<char const> bytes) {
    auto const size = static_cast<int>(bytes.size());
    require(size == 0 || BIO_write(input_, bytes.data(), size) == size, "BIO_write");
}

Stream::Progress Stream::progress_of(int result) {
    if (result > 0) return Progress::done;
    auto const error = SSL_get_error(ssl_.get(), result);
    if (error == SSL_ERROR_WANT_READ) return Progress::wants_more;
    if (error != SSL_ERROR_ZERO_RETURN) broken_ = true;
    return Progress::ended;
}

Stream::Progress Stream::handshake() {
    ERR_clear_error();
    auto const progress = progress_of(SSL_do_handshake(ssl_.get()));
    if (progress == Progress::ended) {
        auto const error = ERR_peek_error();
        failure_ = advice_on(error) + " (" + last_error() + ")";
    }
    return progress;
}

std::string Stream::failure() const {
    if (!failure_.empty()) return failure_;
    if (BIO_number_written(output_) == 0) return "hung up within the TLS handshake";
    return std::string{
        "hung up when it had seen the certificate, as Node does if it does not trust it: "}
        .append(kHowToTrust);
}

Stream::Progress Stream::read(std::span<char> space, std::size_t& size) {
    size = 0;
    if (broken_) return Progress::ended;
    ERR_clear_error();
    return progress_of(SSL_read_ex(ssl_.get(), space.data(), space.size(), &size));
}

bool Stream::write(std::string_view bytes) {
    if (broken_) return false;
    if (bytes.empty()) return true;
    ERR_clear_error();
    std::size_t written = 0;
    // The output takes all: it is memory.
    return progress_of(SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written)) ==
           Progress::done;
}

void Stream::close() {
    if (broken_ || SSL_is_init_finished(ssl_.get()) != 1) return;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
}

std::string_view Stream::output() const {
    return text_of(output_);
}

void Stream::drop_output() {
    BIO_reset(output_);
}

}  // namespace rds::tls
