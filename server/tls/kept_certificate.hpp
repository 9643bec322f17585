#pragma once

#include "server/tls/certificate.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace rds::tls {

// A new ECDSA P-256 key.
std::shared_ptr<EVP_PKEY> generate_key();

// A certificate for these names, as certificate_name() gives them, that vouches for itself: a
// client trusts it by being given it. It is good from a day before `now`, for clocks that differ,
// and for 825 days in all, the longest that Apple's systems take.
Certificate
self_signed(std::shared_ptr<EVP_PKEY> key, std::vector<std::string> const& names, Instant now);

// Where a folder keeps the certificate that was made for it, and its key.
std::filesystem::path kept_certificate_file(std::filesystem::path const& folder);
std::filesystem::path kept_key_file(std::filesystem::path const& folder);

// A new certificate and key for needed_names(more) and this machine's name.
Certificate make_certificate(std::vector<std::string> const& more, Instant now);

// A certificate and the files that do not hold it yet.
struct KeptCertificate {
    Certificate certificate;
    std::vector<files::Draft> drafts{};
    std::string news{};  // for the log once they are in their places

    // Puts the files in their places and tells the log. Until then nothing that the folder holds
    // has changed. Throws Unusable.
    void place();
};

// The one that the folder keeps, or a new one that it keeps once it is placed. One that has expired
// or is not for all of needed_names(more) is replaced by another of the same key. This machine's
// name is no reason, for a container has another one at each start. One that is missing is made for
// the key that is there. The log says so. The folder must be this process's alone.
//
// Throws Unusable if the files cannot be used or written; they are left as they are.
KeptCertificate kept_certificate(
    std::filesystem::path const& folder,
    std::vector<std::string> const& more,
    Instant now
);

}  // namespace rds::tls
