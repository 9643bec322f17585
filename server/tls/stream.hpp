#pragma once

#include "server/tls/certificate.hpp"

#include <openssl/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace rds::tls {

// What a user does about a client that does not trust the certificate. Python's SDKs differ too
// much for a line.
inline constexpr std::string_view kHowToTrust =
    "give it the one that --tls-cert-file writes (NODE_EXTRA_CA_CERTS for Node, SSL_CERT_FILE for "
    "Go, curl --cacert; others: docs/https.md) and call the emulator by a name in it (--tls-name)";

// What all connections have in common: the certificate and the rules. TLS 1.2 and 1.3, no
// renegotiation, no compression; sessions are resumed by tickets, which the client keeps, so that
// nothing is kept here. Immutable; any thread.
class Context {
  public:
    // Throws Unusable if OpenSSL's security level does not allow the certificate or the key.
    explicit Context(Certificate const& certificate);

    SSL_CTX* get() const { return context_.get(); }

  private:
    std::shared_ptr<SSL_CTX> context_;
};

// One connection's TLS, on the server's side and without the socket: the bytes that came in are
// given to it, and those that are to go out taken from it, after each call. One thread at a time.
class Stream {
  public:
    enum class Progress : std::uint8_t {
        done,
        wants_more,  // bytes must come in first
        ended,       // the other side said that no more will come, or broke the protocol
    };

    explicit Stream(Context const& context);
    Stream(Stream const&) = delete;  // a copy would share the connection
    Stream& operator=(Stream const&) = delete;
    Stream(Stream&&) = default;
    Stream& operator=(Stream&&) = default;
    ~Stream() = default;

    // Bytes that came in. They are copied, and read by what follows.
    void receive(std::span<char const> bytes);

    // Until it is done nothing else is.
    Progress handshake();

    // Decrypts into `space`; `size` is then how many bytes of it are filled, of done at least one.
    Progress read(std::span<char> space, std::size_t& size);

    // False: it cannot be written any more.
    bool write(std::string_view bytes);

    // Says that nothing more will be written, if that can still be said.
    void close();

    // What is to go out; valid until the next call.
    std::string_view output() const;

    // It has gone out.
    void drop_output();

    // What was to go out has been cut short: nothing that follows would be understood.
    void abandon() { broken_ = true; }

    // Why the handshake failed, or what it means that it goes no further, as a phrase about the
    // client: "does not trust the certificate".
    std::string failure() const;

  private:
    Progress progress_of(int result);

    std::shared_ptr<SSL> ssl_;
    BIO* input_;   // owned by ssl_
    BIO* output_;  // owned by ssl_
    std::string failure_;
    bool broken_ = false;
};

}  // namespace rds::tls
