#include "server/program/tls_options.hpp"

#include "server/log/log.hpp"
#include "server/text/escape.hpp"
#include "server/tls/context.hpp"
#include "server/tls/kept_certificate.hpp"
#include "server/tls/write_file.hpp"
#include "storage/unusable.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

namespace rds {

namespace {

TlsMode mode(Options const& options) {
    auto const implied = options.tls_cert.empty() ? TlsMode::off : TlsMode::automatic;
    return options.tls.value_or(implied);
}

void refuse_misfits(Options const& options) {
    if (options.tls_cert.empty() != options.tls_key.empty()) {
        throw Unusable{
            options.tls_key.empty() ? "--tls-cert " + options.tls_cert +
                                          ": needs --tls-key, the file of its private key"
                                    : "--tls-key " + options.tls_key +
                                          ": needs --tls-cert, the file of its certificate"};
    }
    if (mode(options) == TlsMode::off && !options.tls_cert_file.empty()) {
        throw Unusable{
            "--tls-cert-file " + options.tls_cert_file +
            ": there is no certificate to write with TLS off; add --tls auto"};
    }
}

void warn_of_what_tls_off_passes_over(Options const& options) {
    if (!options.tls_names.empty())
        log::warn("--tls-name has no effect with TLS off; add --tls auto");
    if (!options.tls_cert.empty())
        log::warn("--tls-cert and --tls-key have no effect with --tls off");
}

// The certificate is not written over the key that belongs to it.
void refuse_to_overwrite_a_key(Options const& options) {
    std::vector<std::filesystem::path> keys;
    if (!options.tls_key.empty()) keys.emplace_back(options.tls_key);
    if (!options.data_dir.empty()) keys.push_back(tls::kept_key_file(options.data_dir));
    for (auto const& key : keys) {
        std::error_code ignored;
        if (!std::filesystem::equivalent(options.tls_cert_file, key, ignored)) continue;
        throw Unusable{
            "--tls-cert-file " + options.tls_cert_file +
            ": is the file of the private key; name another"};
    }
}

tls::Certificate own_certificate(Options const& options, tls::Instant now) {
    auto own = tls::load(options.tls_cert, options.tls_key);
    if (!options.tls_names.empty())
        log::warn("--tls-name counts for a certificate that is made, and not for --tls-cert");
    if (own.not_after() < now)
        log::warn("--tls-cert {}: this certificate has expired", options.tls_cert);
    if (own.names().empty()) {
        log::warn(
            "--tls-cert {}: this certificate is for no name, so clients that verify will refuse "
            "it; make one with openssl's -addext subjectAltName=DNS:localhost,IP:127.0.0.1",
            options.tls_cert
        );
    }
    return own;
}

tls::Certificate find_or_make(Options const& options, tls::Instant now) {
    if (!options.tls_cert.empty()) return own_certificate(options, now);
    if (options.data_dir.empty()) return tls::make_certificate(options.tls_names, now);
    return tls::kept_certificate(options.data_dir, options.tls_names, now);
}

std::filesystem::path file_of_certificate(Options const& options) {
    if (!options.tls_cert.empty()) return options.tls_cert;
    return tls::kept_certificate_file(options.data_dir);
}

}  // namespace

Schemes schemes(Options const& options) {
    switch (mode(options)) {
        case TlsMode::automatic:
            return Schemes::both;
        case TlsMode::only:
            return Schemes::https;
        case TlsMode::off:
            break;
    }
    return Schemes::http;
}

std::optional<tls::Certificate> certificate(Options const& options, tls::Instant now) {
    refuse_misfits(options);
    if (mode(options) == TlsMode::off) {
        warn_of_what_tls_off_passes_over(options);
        return std::nullopt;
    }
    auto found = find_or_make(options, now);
    refuse_to_overwrite_a_key(options);
    return found;
}

http::Tls server_tls(Options const& options, std::optional<tls::Certificate> const& certificate) {
    if (!certificate) return {};
    try {
        return {.context = std::make_shared<tls::Context const>(*certificate)};
    } catch (Unusable const& error) {
        throw Unusable{file_of_certificate(options), error.what()};
    }
}

void announce_certificate(Options const& options, tls::Certificate const& certificate) {
    if (!options.tls_cert_file.empty()) {
        constexpr mode_t kForAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
        tls::write_file(options.tls_cert_file, certificate.pem(), kForAll);
    }
    auto const names = text::joined(certificate.names(), "and");
    if (!names.empty()) log::info("HTTPS with a certificate for {}", names);
}

}  // namespace rds
