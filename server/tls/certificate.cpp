#include "server/tls/certificate.hpp"

#include "server/tls/names.hpp"
#include "server/tls/openssl.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <arpa/inet.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>

namespace rds::tls {

namespace {

// More than any chain; a mistaken path to something huge must not fill the memory.
constexpr std::size_t kLongestFile = 1024UL * 1024;

std::string read_file(std::filesystem::path const& path) {
    return storage::using_path(path, [&path] { return files::read(path, kLongestFile); });
}

// OpenSSL would ask at the terminal.
int no_passphrase(char* /*to*/, int /*size*/, int /*writing*/, void* asked) {
    *static_cast<bool*>(asked) = true;
    return -1;
}

// What a PEM file is to hold.
struct Kind {
    std::string_view name;
    std::string_view label;    // of its line BEGIN; of a key, what all kinds of them have in common
    std::string_view command;  // OpenSSL's
};

constexpr Kind kCertificate{"certificate", "BEGIN CERTIFICATE-----", "x509"};
constexpr Kind kKey{"private key", "PRIVATE KEY-----", "pkey"};

// Of a file without PEM of the kind: says so, and what it may be instead.
std::string holds_no(Kind const& kind, Kind const& other, std::string_view text) {
    auto said = fmt::format("holds no {}", kind.name);
    constexpr unsigned char kLastOfAscii = 0x7f;
    constexpr char kDerSequence = 0x30;
    auto const is_der = text.starts_with(kDerSequence) && std::ranges::any_of(text, [](char c) {
                            return static_cast<unsigned char>(c) > kLastOfAscii;
                        });
    if (is_der) {
        said += fmt::format(
            " but, it seems, DER (openssl {} -inform der -in FILE -out PEM)",
            kind.command
        );
    } else if (text.find(other.label) != std::string_view::npos) {
        said += fmt::format(" but a {} (are the two files exchanged?)", other.name);
    }
    return said;
}

// The end of a PEM file is an error as well, which says that there is no further block.
bool is_at_end() {
    auto const error = ERR_peek_last_error();
    ERR_clear_error();
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

// The certificates up to the end of the text, or to what is broken: is_at_end() tells.
Certificate::Chain chain_in(std::string const& text) {
    auto const bytes = reading(text);
    Certificate::Chain chain;
    ERR_clear_error();
    bool asked = false;
    while (auto* const certificate =
               PEM_read_bio_X509(bytes.get(), nullptr, no_passphrase, &asked)) {
        chain.emplace_back(certificate, X509_free);
    }
    return chain;
}

std::string pem_of(Certificate::Chain const& chain) {
    OwnedBio const memory{BIO_new(BIO_s_mem())};
    for (auto const& certificate : chain)
        require(PEM_write_bio_X509(memory.get(), certificate.get()) == 1, "PEM_write_bio_X509");
    return std::string{text_of(memory.get())};
}

// Whether a file holds one certificate that this program made for itself, and nothing else.
bool is_self_signed(std::string const& text) {
    auto const chain = chain_in(text);
    ERR_clear_error();
    if (chain.size() != 1 || pem_of(chain) != text) return false;
    auto* const certificate = chain.front().get();
    std::array<char, kCommonName.size() + 2> name{};  // longer ones are cut, with room for a NUL
    auto const size = X509_NAME_get_text_by_NID(
        X509_get_subject_name(certificate),
        NID_commonName,
        name.data(),
        static_cast<int>(name.size())
    );
    return X509_self_signed(certificate, 0) == 1 && size > 0 && name.data() == kCommonName;
}

Certificate::Chain read_chain(std::filesystem::path const& path) {
    auto const text = read_file(path);
    auto chain = chain_in(text);
    if (!is_at_end()) throw Unusable{path, "holds a broken certificate; it must be PEM"};
    if (chain.empty()) {
        throw Unusable{
            path,
            holds_no(kCertificate, kKey, text) +
                "; it must be PEM, with a line -----BEGIN CERTIFICATE-----"};
    }
    return chain;
}

// "::1" of 16 bytes; nothing of any other number but 4.
std::optional<std::string> address_text(ASN1_OCTET_STRING const* address) {
    constexpr int kV4 = 4;
    constexpr int kV6 = 16;
    auto const size = ASN1_STRING_length(address);
    if (size != kV4 && size != kV6) return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> text{};
    auto const family = size == kV4 ? AF_INET : AF_INET6;
    return ::inet_ntop(family, ASN1_STRING_get0_data(address), text.data(), text.size());
}

std::optional<std::string> name_text(GENERAL_NAME const* name) {
    int type = 0;
    auto const* const value = GENERAL_NAME_get0_value(name, &type);
    if (type == GEN_IPADD) return address_text(static_cast<ASN1_OCTET_STRING const*>(value));
    if (type != GEN_DNS) return std::nullopt;
    auto const* const text = static_cast<ASN1_IA5STRING const*>(value);
    auto const* const begin = reinterpret_cast<char const*>(ASN1_STRING_get0_data(text));
    return certificate_name({begin, static_cast<std::size_t>(ASN1_STRING_length(text))});
}

Instant instant_of(ASN1_TIME const* time) {
    std::tm calendar{};
    require(ASN1_TIME_to_tm(time, &calendar) == 1, "ASN1_TIME_to_tm");
    return std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::from_time_t(::timegm(&calendar))
    );
}

// The position, from 1, of the certificate that the key belongs to; 0 if there is none.
std::size_t owner_of(EVP_PKEY const* key, Certificate::Chain const& chain) {
    auto const owner = std::ranges::find_if(chain, [key](auto const& certificate) {
        return X509_check_private_key(certificate.get(), key) == 1;
    });
    ERR_clear_error();
    return owner == chain.end() ? 0 : static_cast<std::size_t>(owner - chain.begin()) + 1;
}

}  // namespace

std::string Certificate::pem() const {
    return pem_of(chain);
}

std::string Certificate::key_pem() const {
    OwnedBio const memory{BIO_new(BIO_s_mem())};
    auto const written =
        PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    require(written == 1, "PEM_write_bio_PrivateKey");
    return std::string{text_of(memory.get())};
}

Instant Certificate::not_before() const {
    return instant_of(X509_get0_notBefore(chain.front().get()));
}

Instant Certificate::not_after() const {
    return instant_of(X509_get0_notAfter(chain.front().get()));
}

std::vector<std::string> Certificate::names() const {
    auto* const extension =
        X509_get_ext_d2i(chain.front().get(), NID_subject_alt_name, nullptr, nullptr);
    OwnedNames const alternatives{static_cast<GENERAL_NAMES*>(extension)};
    std::vector<std::string> names;
    for (int i = 0; i < sk_GENERAL_NAME_num(alternatives.get()); ++i) {
        auto name = name_text(sk_GENERAL_NAME_value(alternatives.get(), i));
        if (name) names.push_back(*std::move(name));
    }
    return names;
}

std::shared_ptr<EVP_PKEY> load_key(std::filesystem::path const& file) {
    auto const text = read_file(file);
    auto const bytes = reading(text);
    bool asked = false;
    ERR_clear_error();
    std::shared_ptr<EVP_PKEY> key{
        PEM_read_bio_PrivateKey(bytes.get(), nullptr, no_passphrase, &asked),
        EVP_PKEY_free};
    ERR_clear_error();
    if (asked) {
        throw Unusable{
            file,
            "holds an encrypted private key; it must be without a passphrase (openssl pkey -in "
            "FILE -out PLAIN)"};
    }
    if (!key) {
        throw Unusable{
            file,
            holds_no(kKey, kCertificate, text) +
                "; it must be PEM, with a line -----BEGIN PRIVATE KEY-----"};
    }
    return key;
}

files::Draft
draft_of_certificate(std::filesystem::path const& file, Certificate const& certificate) {
    auto text = certificate.pem();
    return storage::using_path(file, [&] {
        auto const earlier = files::read_earlier(file, kLongestFile);
        if (earlier && *earlier != text && !is_self_signed(*earlier)) {
            throw files::Error{
                "holds something else than a certificate that rds-emulator made, and stays; name "
                "another file, or remove it"};
        }
        constexpr mode_t kForAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
        return files::Draft{file, std::move(text), kForAll, files::Durable::yes};
    });
}

Certificate
load(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file) {
    Certificate certificate{read_chain(certificate_file), load_key(key_file)};
    auto const owner = owner_of(certificate.key.get(), certificate.chain);
    if (owner == 1) return certificate;
    if (owner != 0) {
        throw Unusable{
            certificate_file,
            fmt::format(
                "the key in {} belongs to certificate {} of this file; the server's own must come "
                "first, and then those that vouch for it",
                key_file.string(),
                owner
            )};
    }
    throw Unusable{
        key_file,
        "is not the private key of the certificate in " + certificate_file.string() +
            "; the two must have been made together"};
}

}  // namespace rds::tls
