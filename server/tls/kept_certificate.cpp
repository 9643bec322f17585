#include "server/tls/kept_certificate.hpp"

#include "server/log/log.hpp"
#include "server/tls/generate.hpp"
#include "server/tls/names.hpp"
#include "storage/unusable.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

namespace rds::tls {

namespace {

// Those that are needed, and what this machine happens to be called.
std::vector<std::string> wanted_names(std::vector<std::string> const& more) {
    auto names = needed_names(more);
    auto host = host_name();
    if (host && std::ranges::find(names, *host) == names.end()) names.push_back(*std::move(host));
    return names;
}

// Whether something is there, if only a link to nowhere.
bool is_there(std::filesystem::path const& path) {
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

// Why the certificate cannot go on; nothing if it can.
std::optional<std::string>
worn_out(Certificate const& certificate, std::vector<std::string> const& more, Instant now) {
    if (certificate.not_after() < now) return "has expired";
    auto const names = certificate.names();
    for (auto const& name : needed_names(more)) {
        if (std::ranges::find(names, name) == names.end()) return "is not for " + name;
    }
    return std::nullopt;
}

Certificate load_kept(std::filesystem::path const& folder) {
    auto const certificate_file = kept_certificate_file(folder);
    try {
        return load(certificate_file, kept_key_file(folder));
    } catch (Unusable const& error) {
        throw Unusable{
            std::string{error.what()} + " (remove " + certificate_file.string() +
            " to have another made, and the key with it if that is broken)"};
    }
}

std::shared_ptr<EVP_PKEY> load_kept_key(std::filesystem::path const& file) {
    try {
        return load_key(file);
    } catch (Unusable const& error) {
        throw Unusable{std::string{error.what()} + " (remove it to have another made)"};
    }
}

files::Draft draft_of_key(std::filesystem::path const& file, Certificate const& certificate) {
    constexpr mode_t kForTheOwner = S_IRUSR | S_IWUSR;
    try {
        return files::Draft{file, certificate.key_pem(), kForTheOwner, files::Durable::yes};
    } catch (files::Error const& error) {
        throw Unusable{file, error.what()};
    }
}

// A key without a certificate was left by an interrupted start, or its owner means to keep it.
KeptCertificate
make_kept(std::filesystem::path const& folder, std::vector<std::string> const& more, Instant now) {
    auto const key_file = kept_key_file(folder);
    auto const had_key = is_there(key_file);
    KeptCertificate kept{
        self_signed(had_key ? load_kept_key(key_file) : generate_key(), wanted_names(more), now)};
    // The key first: a certificate without its key could not be used.
    if (!had_key) kept.drafts.push_back(draft_of_key(key_file, kept.certificate));
    kept.drafts.push_back(draft_of_certificate(kept_certificate_file(folder), kept.certificate));
    if (had_key) {
        kept.news = key_file.string() +
                    " had no certificate: a new one was made for it; clients must be given that";
    }
    return kept;
}

}  // namespace

std::filesystem::path kept_certificate_file(std::filesystem::path const& folder) {
    return folder / "tls-cert.pem";
}

std::filesystem::path kept_key_file(std::filesystem::path const& folder) {
    return folder / "tls-key.pem";
}

Certificate make_certificate(std::vector<std::string> const& more, Instant now) {
    return self_signed(generate_key(), wanted_names(more), now);
}

KeptCertificate kept_certificate(
    std::filesystem::path const& folder,
    std::vector<std::string> const& more,
    Instant now
) {
    auto const file = kept_certificate_file(folder);
    if (!is_there(file)) return make_kept(folder, more, now);
    KeptCertificate kept{load_kept(folder)};
    auto const why = worn_out(kept.certificate, more, now);
    if (!why) return kept;
    kept.certificate = self_signed(kept.certificate.key(), wanted_names(more), now);
    kept.drafts.push_back(draft_of_certificate(file, kept.certificate));
    kept.news = "the certificate in " + file.string() + " " + *why +
                ": replaced by another of the same key; clients must be given the new one";
    return kept;
}

void KeptCertificate::place() {
    for (auto& draft : drafts) {
        try {
            draft.place();
        } catch (files::Error const& error) {
            throw Unusable{draft.path(), error.what()};
        }
    }
    drafts.clear();
    if (!news.empty()) log::warn("TLS: {}", std::exchange(news, {}));
}

}  // namespace rds::tls
