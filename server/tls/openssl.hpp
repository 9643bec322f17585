// OpenSSL's objects, each with an owner, and what its calls fail with.
#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace rds::tls {

template <auto kFree>
struct Freed {
    void operator()(auto* object) const { kFree(object); }
};

using OwnedBio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using OwnedNumber = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using OwnedExtension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using OwnedNames = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;

// The reason of an error of OpenSSL's; never empty.
std::string error_text(unsigned long error);

// The text of the last error of this thread, all of which are forgotten; never empty.
std::string last_error();

// For calls that fail for want of memory or randomness alone: throws std::runtime_error, which
// nobody expects.
void require(bool succeeded, char const* call);

// Takes a reading position in bytes that are ours and must outlive it.
OwnedBio reading(std::string_view bytes);

// What was written to it and not read; valid until it changes.
std::string_view text_of(BIO* memory);

}  // namespace rds::tls
