#include "server/tls/openssl.hpp"

#include <openssl/err.h>

#include <array>
#include <stdexcept>

namespace rds::tls {

std::string error_text(unsigned long error) {
    if (auto const* const reason = ERR_reason_error_string(error)) return reason;
    constexpr std::size_t kLongest = 256;  // what ERR_error_string_n asks for
    std::array<char, kLongest> text{};
    ERR_error_string_n(error, text.data(), text.size());
    return text.data();
}

std::string last_error() {
    auto const error = ERR_peek_last_error();
    ERR_clear_error();
    return error_text(error);
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
