#include "server/tls/stream.hpp"

#include "server/tls/kept_certificate.hpp"

#include <gmock/gmock.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <memory>

namespace rds::tls {
namespace {

using Progress = Stream::Progress;

Context server_context() {
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return Context{self_signed(generate_key(), {"localhost"}, now)};
}

// The other side, by OpenSSL's own client over memory.
class Client {
  public:
    explicit Client(int version) : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
        SSL_CTX_set_min_proto_version(context_.get(), version);
        SSL_CTX_set_max_proto_version(context_.get(), version);
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        SSL_set_connect_state(ssl_.get());
    }

    bool shake_hands() { return SSL_do_handshake(ssl_.get()) == 1; }

    SSL* ssl() { return ssl_.get(); }

    std::string take_output() {
        auto* const output = SSL_get_wbio(ssl_.get());
        std::string bytes(BIO_ctrl_pending(output), '\0');
        BIO_read(output, bytes.data(), static_cast<int>(bytes.size()));
        return bytes;
    }

    void receive(std::string_view bytes) {
        BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
    }

    std::string read() {
        std::array<char, 100> bytes{};
        std::size_t size = 0;
        SSL_read_ex(ssl_.get(), bytes.data(), bytes.size(), &size);
        return {bytes.data(), size};
    }

  private:
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, SSL_free};
};

class TlsStream : public testing::TestWithParam<int> {
  protected:
    void connect() {
        client_.shake_hands();
        while (stream_.handshake() != Progress::done || !client_.shake_hands())
            exchange();
        exchange();
        client_.read();  // its tickets
    }

    void exchange() {
        stream_.receive(client_.take_output());
        static_cast<void>(stream_.handshake());
        client_.receive(stream_.output());
        stream_.drop_output();
        client_.shake_hands();
    }

    std::string read() {
        std::array<char, 100> bytes{};
        std::size_t size = 0;
        progress_ = stream_.read(bytes, size);
        return {bytes.data(), size};
    }

    Context const context_ = server_context();
    Stream stream_{context_};
    Client client_{GetParam()};
    Progress progress_ = Progress::done;
};

INSTANTIATE_TEST_SUITE_P(Versions, TlsStream, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION));

TEST_P(TlsStream, CarriesBytesBothWays) {
    connect();

    EXPECT_TRUE(stream_.write("hello"));
    client_.receive(stream_.output());
    EXPECT_EQ(client_.read(), "hello");

    SSL_write(client_.ssl(), "ciao", 4);
    auto const bytes = client_.take_output();
    for (char const& byte : bytes) {
        EXPECT_EQ(read(), "");
        EXPECT_EQ(progress_, Progress::wants_more);
        stream_.receive({&byte, 1});
    }
    EXPECT_EQ(read(), "ciao");
    EXPECT_EQ(progress_, Progress::done);
}

TEST_P(TlsStream, EndsAtTheGoodbyeAndCanStillWrite) {
    connect();
    SSL_shutdown(client_.ssl());
    stream_.receive(client_.take_output());

    EXPECT_EQ(read(), "");
    EXPECT_EQ(progress_, Progress::ended);
    EXPECT_TRUE(stream_.write("late"));
    stream_.close();
    client_.receive(stream_.output());

    EXPECT_EQ(client_.read(), "late");
    EXPECT_EQ(client_.read(), "");
    EXPECT_NE(SSL_get_shutdown(client_.ssl()) & SSL_RECEIVED_SHUTDOWN, 0);
}

TEST_P(TlsStream, TakesNoAlteredByte) {
    connect();
    SSL_write(client_.ssl(), "ciao", 4);
    auto bytes = client_.take_output();
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    stream_.receive(bytes);

    EXPECT_EQ(read(), "");
    EXPECT_EQ(progress_, Progress::ended);
    EXPECT_FALSE(stream_.write("x"));
    EXPECT_EQ(read(), "");
}

TEST_P(TlsStream, RenegotiatesNothing) {
    if (GetParam() != TLS1_2_VERSION) GTEST_SKIP() << "only TLS 1.2 knows renegotiation";
    connect();
    SSL_renegotiate(client_.ssl());
    client_.shake_hands();
    stream_.receive(client_.take_output());

    EXPECT_EQ(read(), "");
    client_.receive(stream_.output());

    ERR_clear_error();
    EXPECT_EQ(client_.read(), "");
    EXPECT_EQ(ERR_GET_REASON(ERR_peek_last_error()), SSL_R_NO_RENEGOTIATION);
}

TEST_P(TlsStream, SaysNothingAfterItWasAbandoned) {
    connect();
    stream_.abandon();
    EXPECT_FALSE(stream_.write("x"));
    stream_.close();
    EXPECT_EQ(stream_.output(), "");
}

TEST_P(TlsStream, SaysNoGoodbyeWithinAHandshake) {
    client_.shake_hands();
    stream_.receive(client_.take_output());
    EXPECT_EQ(stream_.handshake(), Progress::wants_more);
    stream_.drop_output();
    stream_.close();
    EXPECT_EQ(stream_.output(), "");
}

}  // namespace
}  // namespace rds::tls
