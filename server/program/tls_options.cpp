#include "server/program/tls_options.hpp"

#include "server/log/log.hpp"
#include "server/text/escape.hpp"
#include "server/tls/handshake.hpp"
#include "storage/unusable.hpp"

#include <filesystem>

namespace rds {

namespace {

void refuse_misfits(Options const& options) {
    if (options.tls_cert.empty() != options.tls_key.empty()) {
        throw Unusable{
            options.tls_key.empty() ? "--tls-cert " + options.tls_cert +
                                          ": needs --tls-key, the file of its private key"
                                    : "--tls-key " + options.tls_key +
                                          ": needs --tls-cert, the file of its certificate"};
    }
    if (tls_mode(options) == TlsMode::off && !options.tls_cert_file.empty()) {
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

tls::KeptCertificate find_or_make(Options const& options, tls::Instant now) {
    if (!options.tls_cert.empty()) return {own_certificate(options, now)};
    if (options.data_dir.empty()) return {tls::make_certificate(options.tls_names, now)};
    return tls::kept_certificate(options.data_dir, options.tls_names, now);
}

}  // namespace

TlsMode tls_mode(Options const& options) {
    auto const implied = options.tls_cert.empty() ? TlsMode::off : TlsMode::automatic;
    return options.tls.value_or(implied);
}

std::optional<tls::KeptCertificate> certificate(Options const& options, tls::Instant now) {
    refuse_misfits(options);
    if (tls_mode(options) == TlsMode::off) {
        warn_of_what_tls_off_passes_over(options);
        return std::nullopt;
    }
    auto found = find_or_make(options, now);
    if (!options.tls_cert_file.empty())
        found.drafts.push_back(tls::draft_of_certificate(options.tls_cert_file, found.certificate));
    return found;
}

std::shared_ptr<SSL_CTX>
server_tls(Options const& options, std::optional<tls::KeptCertificate> const& certificate) {
    if (!certificate) return {};
    try {
        return tls::server_context(certificate->certificate);
    } catch (Unusable const& error) {
        auto const is_own = !options.tls_cert.empty();
        std::filesystem::path const own{options.tls_cert};
        throw Unusable{is_own ? own : tls::kept_certificate_file(options.data_dir), error.what()};
    }
}

void announce(tls::Certificate const& certificate) {
    auto const names = text::joined(certificate.names(), "and");
    if (!names.empty()) log::info("HTTPS with a certificate for {}", names);
}

}  // namespace rds
