// Writes requests for wrk to send as they are, each signed with a nonce of its own, all for the
// same call; a NUL ends each.
//
//     signed_requests unsigned|v1|v3 COUNT INSTANCE
#include "server/crypto/digest.hpp"
#include "server/gateway/auth/signature/versions.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

namespace signature = rds::signature;

constexpr std::string_view kHost = "127.0.0.1";

std::string now() {
    auto const time =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return rds::text::timestamp(time).substr(0, 19) + 'Z';
}

std::string nonce(int number) {
    return fmt::format("{:x}-{:012}", getpid(), number);
}

std::string get(std::string_view query, std::string_view fields) {
    return fmt::format("GET /?{} HTTP/1.1\r\nHost: {}\r\n{}\r\n", query, kHost, fields);
}

class Signer {
  public:
    explicit Signer(std::string instance) : instance_{std::move(instance)} {}

    std::string unsigned_request() const {
        return get(
            "Action=DescribeBackupTasks&Version=2014-08-15&Format=JSON&DBInstanceId=" + instance_,
            {}
        );
    }

    std::string v1(int number) const {
        rds::api::Arguments arguments;
        arguments.add("Action", "DescribeBackupTasks");
        arguments.add("Version", "2014-08-15");
        arguments.add("Format", "JSON");
        arguments.add("DBInstanceId", instance_);
        arguments.add("AccessKeyId", "testid");
        arguments.add("SignatureMethod", "HMAC-SHA1");
        arguments.add("SignatureVersion", "1.0");
        arguments.add("SignatureNonce", nonce(number));
        arguments.add("Timestamp", time_);
        auto const v1 = signature::V1::of("GET", arguments, rds::crypto::Algorithm::sha1);
        auto query = signature::canonical_query(v1.pairs) + "&Signature=";
        signature::append_percent_encoded(query, v1.signature(secret_));
        return get(query, {});
    }

    std::string v3(int number) const {
        rds::http::Request request;
        request.method = "GET";
        std::string fields;
        std::string names;
        auto const add = [&](std::string_view name, std::string_view value) {
            request.fields.add(name, value);
            if (name != "host") fields += fmt::format("{}: {}\r\n", name, value);
            names += names.empty() ? std::string{name} : fmt::format(";{}", name);
        };
        add("host", kHost);
        add("x-acs-action", "DescribeBackupTasks");
        auto const digest = rds::crypto::digest(rds::crypto::Algorithm::sha256, {});
        add("x-acs-content-sha256", rds::crypto::hex(digest.view()));
        add("x-acs-date", time_);
        add("x-acs-signature-nonce", nonce(number));
        add("x-acs-version", "2014-08-15");
        rds::api::Arguments query;
        query.add("DBInstanceId", instance_);
        signature::Authorization authorization;
        authorization.signed_headers = names;
        auto const signed_as =
            signature::V3::of(request, query.all(), authorization).signature(secret_);
        fields += fmt::format(
            "Authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders={},Signature={}\r\n",
            names,
            signed_as
        );
        return get("DBInstanceId=" + instance_, fields);
    }

  private:
    std::string const instance_;
    std::string const time_ = now();
    rds::identity::Secret const secret_{"testsecret"};
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("signed_requests unsigned|v1|v3 COUNT INSTANCE\n", stderr);
        return 2;
    }
    std::string_view const how{argv[1]};
    auto const count = std::stoi(argv[2]);
    Signer const signer{argv[3]};
    for (int number = 0; number < count; ++number) {
        auto const request = how == "v1"   ? signer.v1(number)
                             : how == "v3" ? signer.v3(number)
                                           : signer.unsigned_request();
        std::fwrite(request.c_str(), 1, request.size() + 1, stdout);
    }
    return std::ferror(stdout) == 0 ? 0 : 1;
}
