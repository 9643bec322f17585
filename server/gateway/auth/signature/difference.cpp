#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace rds::signature {

namespace {

using identity::Secret;

// So much is signed again and again: a mismatch must not cost much more than a match.
constexpr std::size_t kMostTriedPairs = 32;
constexpr std::size_t kMostTriedBytes = 8UL * 1024;

bool is_worth_trying(Pairs const& pairs) {
    std::size_t bytes = 0;
    for (auto const* const pair : pairs)
        bytes += pair->name.size() + pair->value.size();
    return pairs.size() <= kMostTriedPairs && bytes <= kMostTriedBytes;
}

// What was signed in another way than it arrived, V1 or V3.
template <class Signed>
class Attempts {
  public:
    Attempts(Signed const& arrived, std::string_view signature, Secret const& secret)
        : arrived_{arrived}, signature_{signature}, secret_{secret} {}

    bool is_ours(std::string_view signature) const {
        return crypto::equal_in_constant_time(signature, signature_);
    }

    bool fits(Signed const& tried) const { return is_ours(tried.signature(secret_)); }

    bool fits_keyed(Secret::Keyed keyed) const {
        return is_ours(arrived_.signature(secret_, keyed));
    }

    bool fits_with(Pairs pairs) const {
        auto tried = arrived_;
        tried.pairs = std::move(pairs);
        return fits(tried);
    }

    // A secret that is read from a file brings the end of its line along.
    std::string secret_with_line_end() const {
        for (auto const* const end : {"\n", "\r\n"}) {
            if (is_ours(arrived_.signature(secret_.followed_by(end))))
                return "The client's secret ends in a line feed, as files do; cut it off.";
        }
        return {};
    }

    // The first pair without which it fits; empty: there is none.
    std::string unsigned_parameter() const {
        for (auto const* const pair : arrived_.pairs) {
            auto others = arrived_.pairs;
            std::erase(others, pair);
            if (fits_with(std::move(others))) return text::printable(pair->name);
        }
        return {};
    }

    std::string other_method() const {
        auto tried = arrived_;
        tried.method = arrived_.method == "GET" ? "POST" : "GET";
        if (!fits(tried)) return {};
        return fmt::format(
            "The request came as {}, but was signed as {}.",
            arrived_.method,
            tried.method
        );
    }

  private:
    Signed const& arrived_;
    std::string_view signature_;
    Secret const& secret_;
};

Pairs without_empty(Pairs pairs) {
    std::erase_if(pairs, [](auto const* pair) { return pair->value.empty(); });
    return pairs;
}

V1 with_other_algorithm(V1 tried) {
    using crypto::Algorithm;
    tried.algorithm = tried.algorithm == Algorithm::sha1 ? Algorithm::sha256 : Algorithm::sha1;
    return tried;
}

// As HTML forms are encoded, which is what many a standard library's function does.
std::string form_encoded(std::string canonical) {
    boost::replace_all(canonical, "%20", "+");
    boost::replace_all(canonical, "%2A", "*");
    boost::replace_all(canonical, "~", "%7E");
    return canonical;
}

// As JavaScript's encodeURIComponent() leaves it.
std::string component_encoded(std::string canonical) {
    using Pair = std::pair<char const*, char const*>;
    for (auto const& [encoded, raw] : std::initializer_list<Pair>{
             {"%21", "!"},
             {"%27", "'"},
             {"%28", "("},
             {"%29", ")"},
             {"%2A", "*"}})
        boost::replace_all(canonical, encoded, raw);
    return canonical;
}

std::string encoded_twice(std::string canonical) {
    boost::replace_all(canonical, "%", "%25");
    return canonical;
}

std::string in_lower_case(std::string canonical) {
    for (auto at = canonical.find('%'); at != std::string::npos; at = canonical.find('%', at + 1)) {
        auto const digits = std::span{canonical}.subspan(at, 3);
        std::ranges::transform(digits, digits.begin(), text::lower);
    }
    return canonical;
}

struct Mistake {
    std::string (*encode)(std::string canonical_query);
    std::string_view sentence;
};

constexpr std::array<Mistake, 4> kEncodingMistakes{{
    {form_encoded,
     "Names and values were encoded as in forms; V1 wants %20 for a space, %2A for * and ~ as it "
     "is."},
    {component_encoded,
     "Names and values were encoded by encodeURIComponent(), which leaves !'()* as they are; V1 "
     "wants %21, %27, %28, %29 and %2A."},
    {in_lower_case, "Names and values were encoded with lower-case digits; V1 wants %2F, not %2f."},
    {encoded_twice,
     "Names and values were encoded twice before they were signed; V1 encodes them once."},
}};

std::string changed_body(V3 const& arrived, Came const& came) {
    auto const claimed = came.fields.value_or_empty("x-acs-content-sha256");
    if (claimed == arrived.body_digest) return {};
    return fmt::format(
        "The body's SHA-256 is {}, but x-acs-content-sha256 says {}: the body was changed on the "
        "way, or another one was signed.",
        arrived.body_digest,
        text::quoted(claimed)
    );
}

// What the client may have called the place, before a proxy, a port mapping or a hosts file.
std::vector<std::string> other_hosts(V3 const& arrived, Came const& came) {
    std::string const host{arrived.host};
    auto const colon = std::min(host.rfind(':'), host.size());
    auto const port = host.substr(colon);
    std::vector<std::string> hosts{
        host.substr(0, colon),
        "localhost" + port,
        "127.0.0.1" + port,
        "[::1]" + port,
        "rds.aliyuncs.com"};
    if (auto const region = came.arguments.find("RegionId"))
        hosts.push_back(fmt::format("rds.{}.aliyuncs.com", *region));
    if (auto const forwarded = came.fields.find("X-Forwarded-Host")) hosts.emplace_back(*forwarded);
    std::erase(hosts, host);
    return hosts;
}

// The first header that was signed and has not come.
std::string missing_header(V3 const& arrived, Came const& came) {
    for (auto const name : names_in(arrived.signed_headers)) {
        if (!came.fields.find(name))
            return fmt::format("{} was signed but did not arrive.", text::printable(name));
    }
    return {};
}

}  // namespace

std::string difference(V1 const& arrived, std::string_view signature, Secret const& secret) {
    if (!is_worth_trying(arrived.pairs)) return {};
    Attempts<V1> const attempts{arrived, signature, secret};
    if (auto const name = attempts.unsigned_parameter(); !name.empty())
        return name + " arrived but was not signed.";
    if (attempts.fits_with(without_empty(arrived.pairs)))
        return "Parameters without a value were not signed; they must be, as \"name=\".";
    if (auto said = attempts.other_method(); !said.empty()) return said;
    if (attempts.fits(with_other_algorithm(arrived)))
        return "It was computed with another HMAC than SignatureMethod says.";
    if (attempts.fits_keyed(Secret::Keyed::with_secret))
        return "The HMAC was keyed with the secret alone; V1 appends '&' to it.";
    if (auto said = attempts.secret_with_line_end(); !said.empty()) return said;
    if (boost::replace_all_copy(std::string{signature}, " ", "+") == arrived.signature(secret))
        return "The Signature has a raw +, which stands for a space; encode it as %2B.";
    for (auto const& mistake : kEncodingMistakes) {
        auto const query = mistake.encode(canonical_query(arrived.pairs));
        auto const text = V1::string_to_sign(arrived.method, query);
        auto const mac = secret.mac(arrived.algorithm, Secret::Keyed::with_ampersand, text);
        if (attempts.is_ours(crypto::base64(mac.view()))) return std::string{mistake.sentence};
    }
    return {};
}

std::string
difference(V3 const& arrived, std::string_view signature, Secret const& secret, Came const& came) {
    if (!is_worth_trying(arrived.pairs) || arrived.headers.size() > kMostTriedBytes) return {};
    Attempts<V3> const attempts{arrived, signature, secret};
    if (auto said = changed_body(arrived, came); !said.empty()) return said;
    for (auto const& host : other_hosts(arrived, came)) {
        if (!attempts.fits(arrived.for_host(host))) continue;
        return fmt::format(
            "The request came for Host {}, but was signed for {}: something between the client and "
            "here rewrote it.",
            text::printable(arrived.host),
            text::printable(host)
        );
    }
    if (auto const name = attempts.unsigned_parameter(); !name.empty())
        return name + " arrived in the query but was not signed.";
    if (auto said = attempts.other_method(); !said.empty()) return said;
    if (attempts.fits_keyed(Secret::Keyed::with_ampersand))
        return "The HMAC was keyed with the secret and '&', as V1 does; V3 takes the secret alone.";
    if (auto said = attempts.secret_with_line_end(); !said.empty()) return said;
    if (attempts.fits_with(sorted(came.arguments.all()))) {
        return "The form's parameters were signed as if they were in the query; V3 signs them by "
               "x-acs-content-sha256 alone.";
    }
    return missing_header(arrived, came);
}

}  // namespace rds::signature
