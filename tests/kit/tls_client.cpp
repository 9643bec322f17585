#include "tests/kit/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <poll.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace rds::kit {

namespace {

[[noreturn]] void fail(std::string const& what) {
    auto const error = ERR_get_error();
    auto const* const reason = error == 0 ? "closed" : ERR_reason_error_string(error);
    throw std::runtime_error(
        "TLS client: " + what + ": " + (reason == nullptr ? "unknown" : reason)
    );
}

void trust(SSL_CTX* context, std::string const& pem) {
    std::unique_ptr<BIO, decltype(&BIO_free_all)> const bytes{
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
        BIO_free_all};
    std::unique_ptr<X509, decltype(&X509_free)> const certificate{
        PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr),
        X509_free};
    if (!certificate) fail("not a certificate");
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate.get());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

void expect_name(SSL* ssl, std::string const& name) {
    auto* const parameters = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, name.c_str()) == 1) return;
    SSL_set1_host(ssl, name.c_str());
}

}  // namespace

void TlsClient::Free::operator()(SSL* stream) const {
    SSL_free(stream);
}

void TlsClient::Free::operator()(SSL_CTX* context) const {
    SSL_CTX_free(context);
}

TlsClient::TlsClient(std::uint16_t port, Wishes const& wishes)
    : RawClient{port}, context_(SSL_CTX_new(TLS_client_method())) {
    // OpenSSL writes to a socket that may have been reset without MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    if (wishes.version != 0) {
        SSL_CTX_set_min_proto_version(context_.get(), wishes.version);
        SSL_CTX_set_max_proto_version(context_.get(), wishes.version);
    }
    // So that a version before 1.2 is refused by the server and not at home.
    if (wishes.version != 0 && wishes.version < TLS1_2_VERSION)
        SSL_CTX_set_cipher_list(context_.get(), "DEFAULT:@SECLEVEL=0");
    if (!wishes.trusted.empty()) trust(context_.get(), wishes.trusted);
    if (!wishes.protocols.empty()) {
        auto const* const all = reinterpret_cast<unsigned char const*>(wishes.protocols.data());
        SSL_CTX_set_alpn_protos(
            context_.get(),
            all,
            static_cast<unsigned>(wishes.protocols.size())
        );
    }
    ssl_.reset(SSL_new(context_.get()));
    if (!wishes.trusted.empty()) expect_name(ssl_.get(), wishes.name);
    SSL_set_fd(ssl_.get(), socket());
    shake_hands();
}

void TlsClient::shake_hands() {
    int result = 0;
    do {
        ERR_clear_error();
        result = SSL_connect(ssl_.get());
    } while (result != 1 && waited_for(result));
    if (result != 1) fail("no handshake");
}

// Whether it is worth trying again.
bool TlsClient::waited_for(int result) {
    auto const error = SSL_get_error(ssl_.get(), result);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return false;
    if (!wait(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT))
        throw std::runtime_error("TLS client: the server is silent");
    return true;
}

bool TlsClient::try_send(std::string_view bytes) {
    std::size_t sent = 0;
    while (!bytes.empty()) {
        ERR_clear_error();
        auto const result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent);
        if (result == 1) {
            bytes.remove_prefix(sent);
        } else if (!waited_for(result)) {
            return false;
        }
    }
    return true;
}

std::string TlsClient::encrypted(std::string_view bytes) {
    auto* const to_socket = SSL_get_wbio(ssl_.get());
    auto* const memory = BIO_new(BIO_s_mem());
    BIO_up_ref(to_socket);
    SSL_set0_wbio(ssl_.get(), memory);
    if (SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) <= 0) fail("no record");
    std::string record(BIO_ctrl_pending(memory), '\0');
    BIO_read(memory, record.data(), static_cast<int>(record.size()));
    SSL_set0_wbio(ssl_.get(), to_socket);
    return record;
}

void TlsClient::renegotiate() {
    SSL_renegotiate(ssl_.get());
    shake_hands();
}

bool TlsClient::receive() {
    std::array<char, 16384> bytes{};
    std::size_t size = 0;
    int result = 0;
    do {
        ERR_clear_error();
        result = SSL_read_ex(ssl_.get(), bytes.data(), bytes.size(), &size);
    } while (result != 1 && waited_for(result));
    append({bytes.data(), size});
    return result == 1;
}

std::string TlsClient::chosen_protocol() const {
    unsigned char const* chosen = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(ssl_.get(), &chosen, &length);
    return {reinterpret_cast<char const*>(chosen), length};
}

std::string TlsClient::protocol() const {
    return SSL_get_version(ssl_.get());
}

bool TlsClient::was_closed_in_order() const {
    return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

void TlsClient::say_goodbye() {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
}

}  // namespace rds::kit
