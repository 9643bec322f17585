#pragma once

#include "storage/file.hpp"

#include <openssl/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rds::tls {

// Subject and issuer of the certificates that the program makes.
inline constexpr std::string_view kCommonName = "rds-emulator";

using Instant = std::chrono::sys_seconds;

// A server's certificate with those that vouch for it, and its private key, which its
// copies share. Any thread.
struct Certificate {
    using Chain = std::vector<std::shared_ptr<X509>>;

    Chain chain;  // at least one, the server's own first
    std::shared_ptr<EVP_PKEY> key;

    // The certificates alone, as PEM.
    std::string pem() const;

    // The private key as unencrypted PEM: for the one file that keeps it.
    std::string key_pem() const;

    Instant not_before() const;
    Instant not_after() const;

    // The DNS names, in lower case, and IP addresses that it is for.
    std::vector<std::string> names() const;
};

// A private key from a PEM file. Throws Unusable, which names the file, if it cannot be read, holds
// something else, or is encrypted.
std::shared_ptr<EVP_PKEY> load_key(std::filesystem::path const& file);

// From PEM files. Throws Unusable as load_key() does, or if the key is another certificate's.
Certificate
load(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file);

// The certificates alone, drafted for a file that is free, or holds certificates as PEM and nothing
// else: that counts as written by an earlier run. Throws Unusable, which names the file.
files::Draft
draft_of_certificate(std::filesystem::path const& file, Certificate const& certificate);

}  // namespace rds::tls
