#pragma once

#include "tests/kit/raw_client.hpp"

#include <openssl/types.h>

#include <memory>

namespace rds::kit {

// A RawClient that speaks TLS, by OpenSSL's own client.
class TlsClient : public RawClient {
  public:
    struct Wishes {
        int version = 0;        // TLS1_2_VERSION, say, and no other; 0: what OpenSSL allows
        std::string trusted{};  // PEM; empty: the server's certificate is not verified
        std::string name = "localhost";  // that the certificate must have, if it is verified
        std::string protocols{};         // offered by ALPN, each behind its length; empty: none
    };

    // Connects and shakes hands. Throws std::runtime_error with OpenSSL's reason if the two do not
    // agree.
    TlsClient(std::uint16_t port, Wishes const& wishes);

    explicit TlsClient(std::uint16_t port) : TlsClient{port, Wishes{}} {}

    bool try_send(std::string_view bytes) override;

    // As they are, past TLS.
    void send_unencrypted(std::string_view bytes) { RawClient::try_send(bytes); }

    // What try_send() would send, for send_unencrypted() in pieces or with an error in it.
    std::string encrypted(std::string_view bytes);

    // Asks for another handshake in the same connection. Throws as the first one does.
    void renegotiate();

    // "TLSv1.3"
    std::string protocol() const;

    // What the server has chosen of Wishes::protocols.
    std::string chosen_protocol() const;

    // The server has said that it will send no more, before it closed.
    bool was_closed_in_order() const;

    // Says the same, and goes on to read.
    void say_goodbye();

  protected:
    bool receive() override;

  private:
    struct Free {
        void operator()(SSL* stream) const;
        void operator()(SSL_CTX* context) const;
    };

    void shake_hands();
    bool waited_for(int result);

    std::unique_ptr<SSL_CTX, Free> context_;
    std::unique_ptr<SSL, Free> ssl_;
};

}  // namespace rds::kit
