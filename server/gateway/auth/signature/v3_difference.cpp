#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/difference.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <vector>

namespace rds::signature {

namespace {

using identity::Secret;

class Attempts {
  public:
    Attempts(V3 const& arrived, std::string_view signature, Secret const& secret, Came const& came)
        : arrived_{arrived},
          signature_{signature},
          secret_{secret},
          fields_{came.fields},
          all_{came.arguments} {}

    std::string first_that_matches() const {
        if (auto said = changed_body(); !said.empty()) return said;
        if (auto host = signed_host(); !host.empty()) {
            return fmt::format(
                "The request came for Host {}, but was signed for {}: something between the client "
                "and here rewrote it.",
                text::printable(arrived_.host),
                text::printable(host)
            );
        }
        if (auto name = unsigned_parameter(); !name.empty()) {
            return fmt::format("{} arrived in the query but was not signed.", name);
        }
        if (fits_with_method()) {
            return fmt::format(
                "The request came as {}, but was signed as {}.",
                arrived_.method,
                other_method()
            );
        }
        if (fits(arrived_, Secret::Keyed::with_ampersand)) {
            return "The HMAC was keyed with the secret and '&', as V1 does; V3 takes the secret "
                   "alone.";
        }
        if (fits_with_query(sorted(all_.all()))) {
            return "The form's parameters were signed as if they were in the query; V3 signs them "
                   "by x-acs-content-sha256 alone.";
        }
        return missing_header();
    }

  private:
    bool fits(V3 const& tried, Secret::Keyed keyed = Secret::Keyed::with_secret) const {
        return crypto::equal_in_constant_time(tried.signature(secret_, keyed), signature_);
    }

    bool fits_with_query(Pairs query) const {
        auto tried = arrived_;
        tried.query = std::move(query);
        return fits(tried);
    }

    std::string changed_body() const {
        auto const claimed = fields_.value_or_empty("x-acs-content-sha256");
        if (claimed == arrived_.body_digest) return {};
        return fmt::format(
            "The body's SHA-256 is {}, but x-acs-content-sha256 says {}: the body was changed on "
            "the way, or another one was signed.",
            arrived_.body_digest,
            text::quoted(claimed)
        );
    }

    // What the client may have called the place, before a proxy, a port mapping or a hosts file.
    std::vector<std::string> other_hosts() const {
        auto const host = std::string{arrived_.host};
        auto const colon = host.rfind(':');
        auto const name = host.substr(0, colon);
        auto const port = colon == std::string::npos ? std::string{} : host.substr(colon);
        std::vector<std::string> hosts{
            name,
            "localhost" + port,
            "127.0.0.1" + port,
            "[::1]" + port,
            "rds.aliyuncs.com"};
        if (auto const region = all_.find("RegionId"))
            hosts.push_back(fmt::format("rds.{}.aliyuncs.com", *region));
        if (auto const forwarded = fields_.find("X-Forwarded-Host")) hosts.emplace_back(*forwarded);
        std::erase(hosts, host);
        return hosts;
    }

    std::string signed_host() const {
        for (auto& host : other_hosts()) {
            if (fits(arrived_.for_host(host))) return std::move(host);
        }
        return {};
    }

    std::string unsigned_parameter() const {
        for (std::size_t i = 0; i < arrived_.query.size(); ++i) {
            if (fits_with_query(without(arrived_.query, i)))
                return text::printable(arrived_.query[i]->name);
        }
        return {};
    }

    std::string_view other_method() const { return arrived_.method == "GET" ? "POST" : "GET"; }

    bool fits_with_method() const {
        auto tried = arrived_;
        tried.method = other_method();
        return fits(tried);
    }

    // The first header that was signed and has not come.
    std::string missing_header() const {
        for (auto const name : names_in(arrived_.signed_headers)) {
            if (!fields_.find(name))
                return fmt::format("{} was signed but did not arrive.", text::printable(name));
        }
        return {};
    }

    V3 const& arrived_;
    std::string_view signature_;
    Secret const& secret_;
    http::Fields const& fields_;
    api::Arguments const& all_;
};

}  // namespace

std::string
difference(V3 const& arrived, std::string_view signature, Secret const& secret, Came const& came) {
    if (!is_worth_trying(arrived.query) || arrived.headers.size() > kLongestTried) return {};
    return Attempts{arrived, signature, secret, came}.first_that_matches();
}

}  // namespace rds::signature
