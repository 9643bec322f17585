#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/difference.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

namespace rds::signature {

namespace {

using identity::Secret;

// As HTML forms are encoded, which is what many a standard library's function does.
std::string form_encoded(std::string_view canonical) {
    std::string text;
    for (std::size_t at = 0; at < canonical.size(); ++at) {
        auto const code = canonical.substr(at, 3);
        if (code == "%20" || code == "%2A") {
            text += code == "%20" ? '+' : '*';
            at += 2;
        } else if (canonical[at] == '~') {
            text += "%7E";
        } else {
            text += canonical[at];
        }
    }
    return text;
}

class Attempts {
  public:
    Attempts(V1 const& arrived, std::string_view signature, Secret const& secret)
        : arrived_{arrived}, signature_{signature}, secret_{secret} {}

    std::string first_that_matches() const {
        if (auto name = unsigned_parameter(); !name.empty())
            return fmt::format("{} arrived but was not signed.", name);
        if (fits_with_pairs(without_empty(arrived_.pairs)))
            return "Parameters without a value were not signed; they must be, as \"name=\".";
        if (fits_with_method()) {
            return fmt::format(
                "The request came as {}, but was signed as {}.",
                arrived_.http_method,
                other_method()
            );
        }
        if (fits_with_other_algorithm())
            return "It was computed with another HMAC than SignatureMethod says.";
        if (fits(arrived_, Secret::Keyed::with_secret))
            return "The HMAC was keyed with the secret alone; V1 appends '&' to it.";
        if (fits_form_encoded()) {
            return "Names and values were encoded as in forms; V1 wants %20 for a space, %2A for * "
                   "and ~ as it is.";
        }
        return {};
    }

  private:
    bool fits(V1 const& tried, Secret::Keyed keyed = Secret::Keyed::with_ampersand) const {
        return crypto::equal_in_constant_time(tried.signature(secret_, keyed), signature_);
    }

    bool fits_with_pairs(Pairs pairs) const {
        return fits({arrived_.http_method, std::move(pairs), arrived_.algorithm});
    }

    std::string unsigned_parameter() const {
        for (std::size_t i = 0; i < arrived_.pairs.size(); ++i) {
            if (fits_with_pairs(without(arrived_.pairs, i)))
                return text::printable(arrived_.pairs[i]->name);
        }
        return {};
    }

    std::string_view other_method() const { return arrived_.http_method == "GET" ? "POST" : "GET"; }

    bool fits_with_method() const {
        return fits({other_method(), arrived_.pairs, arrived_.algorithm});
    }

    bool fits_with_other_algorithm() const {
        auto tried = arrived_;
        tried.algorithm = arrived_.algorithm == crypto::Algorithm::sha1 ? crypto::Algorithm::sha256
                                                                        : crypto::Algorithm::sha1;
        return fits(tried);
    }

    bool fits_form_encoded() const {
        auto const query = form_encoded(canonical_query(arrived_.pairs));
        auto const text = V1::string_to_sign(arrived_.http_method, query);
        auto const mac = secret_.mac(arrived_.algorithm, Secret::Keyed::with_ampersand, text);
        return crypto::equal_in_constant_time(crypto::base64(mac.view()), signature_);
    }

    V1 const& arrived_;
    std::string_view signature_;
    Secret const& secret_;
};

}  // namespace

std::string difference(V1 const& arrived, std::string_view signature, Secret const& secret) {
    if (!is_worth_trying(arrived.pairs)) return {};
    return Attempts{arrived, signature, secret}.first_that_matches();
}

}  // namespace rds::signature
