#include "server/tls/openssl.hpp"

#include <openssl/err.h>

#include <array>
#include <stdexcept>

namespace rds::tls {

std::string last_error() {
    auto const code = ERR_peek_last_error();
    ERR_clear_error();
    if (auto const* const reason = ERR_reason_error_string(code)) return reason;
    constexpr std::size_t kLongest = 256;  // what ERR_error_string_n asks for
    std::array<char, kLongest> text{};
    ERR_error_string_n(code, text.data(), text.size());
    return text.data();
}

void require(bool succeeded, char const* call) {
    if (!succeeded) throw std::runtime_error{std::string{call} + ": " + last_error()};
}

OwnedBio reading(std::string_view bytes) {
    OwnedBio memory{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
    require(memory != nullptr, "BIO_new_mem_buf");
    return memory;
}

std::string_view text_of(BIO* memory) {
    char* begin = nullptr;
    auto const size = BIO_get_mem_data(memory, &begin);
    if (size <= 0) return {};
    return {begin, static_cast<std::size_t>(size)};
}

}  // namespace rds::tls
