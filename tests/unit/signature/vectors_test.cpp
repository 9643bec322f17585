// Signatures that real clients made, and those that the vendor published.
#include "server/gateway/auth/signature/versions.hpp"
#include "server/gateway/wire/parameters.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/istreamwrapper.h>

#include <fstream>

namespace rds::signature {

namespace {

std::string text_of(rapidjson::Value const& object, char const* name) {
    auto const at = object.FindMember(name);
    return at == object.MemberEnd() ? std::string{} : std::string{at->value.GetString()};
}

void add_members(rapidjson::Value const& vector, char const* name, api::Arguments& arguments) {
    auto const at = vector.FindMember(name);
    if (at == vector.MemberEnd()) return;
    for (auto const& [key, value] : at->value.GetObject())
        arguments.add(key.GetString(), value.GetString());
}

void expect_v1(rapidjson::Value const& vector) {
    api::Arguments arguments;
    auto const target = text_of(vector, "requestTarget");
    if (!target.empty()) gateway::read_query(target.substr(2), arguments);
    add_members(vector, "query", arguments);
    add_members(vector, "form", arguments);
    auto const method = text_of(vector, "method");
    auto const algorithm = v1_algorithm(*arguments.find("SignatureMethod"));
    ASSERT_TRUE(algorithm);

    auto const v1 = V1::of(method, arguments, *algorithm);

    auto const expected = text_of(vector, "stringToSign");
    if (!expected.empty()) {
        EXPECT_EQ(v1.string_to_sign(), expected);
    }
    identity::Secret const secret{text_of(vector, "accessKeySecret")};
    EXPECT_EQ(v1.signature(secret), text_of(vector, "signature"));
}

void expect_v3(rapidjson::Value const& vector) {
    http::Request request;
    request.method = text_of(vector, "method");
    request.body = text_of(vector, "body");
    for (auto const& [name, value] : vector["headers"].GetObject())
        request.fields.add(name.GetString(), value.GetString());
    api::Arguments query;
    add_members(vector, "query", query);
    auto const header = text_of(vector, "authorization");
    auto const authorization = parse_authorization(header);

    EXPECT_EQ(incompleteness(request, authorization), "");
    auto const v3 = V3::of(request, query.all(), authorization);
    auto const expected = text_of(vector, "canonicalRequest");
    if (!expected.empty()) {
        EXPECT_EQ(v3.canonical_request(), expected);
        EXPECT_EQ(V3::string_to_sign(expected), text_of(vector, "stringToSign"));
    }
    identity::Secret const secret{text_of(vector, "accessKeySecret")};
    EXPECT_EQ(v3.signature(secret), authorization.signature);
}

TEST(Vectors, OfRealClientsAndOfTheVendorAreReproducedToTheByte) {
    std::ifstream file{RDS_SIGNATURE_VECTORS};
    rapidjson::IStreamWrapper stream{file};
    rapidjson::Document vectors;
    vectors.ParseStream(stream);
    ASSERT_TRUE(vectors.IsArray());
    ASSERT_EQ(vectors.Size(), 10U);
    for (auto const& vector : vectors.GetArray()) {
        SCOPED_TRACE(text_of(vector, "name"));
        text_of(vector, "version") == "V1" ? expect_v1(vector) : expect_v3(vector);
    }
}

}  // namespace

}  // namespace rds::signature
