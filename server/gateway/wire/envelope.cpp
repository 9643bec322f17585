#include "server/gateway/wire/envelope.hpp"

#include "server/crypto/digest.hpp"
#include "server/gateway/wire/render.hpp"
#include "server/text/ascii.hpp"
#include "server/text/escape.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace rds::gateway {

RequestIds::RequestIds() : namespace_{boost::uuids::random_generator{}()} {}

std::string RequestIds::next() {
    auto const number = count_.fetch_add(1, std::memory_order_relaxed);
    boost::uuids::name_generator_sha1 const name{namespace_};
    auto text = to_string(name(&number, sizeof number));
    // The service prints upper case.
    std::ranges::transform(text, text.begin(), text::other_case);
    return text;
}

std::string etag(std::string_view body) {
    constexpr std::size_t kShownCharacters = 22;
    auto const digest = crypto::base64(crypto::digest(crypto::Algorithm::md5, body).view());

    auto const length = std::to_string(body.size());
    return length.front() + digest.substr(0, kShownCharacters) + length.back();
}

namespace {

// To the letter: the SDKs of the newer generation parse an XML error only under exactly this type.
constexpr std::string_view kJsonType = "application/json;charset=utf-8";
constexpr std::string_view kXmlType = "text/xml;charset=utf-8";

constexpr std::size_t kLongestHint = 1024;

http::Response rendered(
    Call const& call,
    int status,
    std::string const& root,
    api::Object const& document,
    std::string const& request_id
) {
    auto const is_json = call.format == Format::json;
    http::Response response;
    response.status = status;
    response.body = is_json ? to_json(document) : to_xml(root, document);
    response.fields.add("Content-Type", is_json ? kJsonType : kXmlType);
    add_service_fields(response, request_id);
    return response;
}

// As recorded since 2023, with "&" and "/" as they are.
std::string
recommend(std::string const& code, std::string const& request_id, std::string_view own_address) {
    if (!own_address.empty())
        return fmt::format("{}/_emulator/requests/{}", own_address, request_id);
    return fmt::format(
        "https://api.aliyun.com/troubleshoot?q={}&product=Rds&requestId={}",
        code,
        request_id
    );
}

// The two formats were recorded with their members in different orders.
api::Object error_document(
    Call const& call,
    api::Fault const& fault,
    std::string const& request_id,
    std::string link
) {
    api::Object document;
    document.push_back({"RequestId", request_id});
    if (call.format == Format::json) {
        document.push_back({"Message", fault.message()});
        document.push_back({"Recommend", std::move(link)});
        document.push_back({"HostId", call.host_id});
        document.push_back({"Code", fault.code()});
    } else {
        document.push_back({"HostId", call.host_id});
        document.push_back({"Code", fault.code()});
        document.push_back({"Message", fault.message()});
        document.push_back({"Recommend", api::Verbatim{std::move(link)}});
    }
    return document;
}

}  // namespace

http::Response success(Call const& call, api::Object document, std::string const& request_id) {
    document.push_back({"RequestId", request_id});
    return rendered(call, 200, call.action + "Response", document, request_id);
}

http::Response failure(
    Call const& call,
    api::Fault const& fault,
    std::string const& request_id,
    std::string_view own_address
) {
    auto link = recommend(fault.code(), request_id, own_address);
    auto const document = error_document(call, fault, request_id, std::move(link));
    return rendered(call, fault.status(), "Error", document, request_id);
}

void add_hint(http::Response& response, std::string_view hint) {
    if (hint.empty()) return;
    auto line = text::one_line(hint, kLongestHint);
    if (line.size() > kLongestHint) line.resize(kLongestHint);
    response.fields.add("x-rds-emulator-hint", line);
}

void add_tenant(http::Response& response, std::string_view tenant) {
    if (!tenant.empty()) response.fields.add("x-rds-emulator-account", tenant);
}

void add_service_fields(http::Response& response, std::string const& request_id) {
    response.fields.add("x-acs-request-id", request_id);
    thread_local boost::uuids::random_generator_mt19937 draw;
    auto const trace = draw();
    std::string_view const trace_bytes{reinterpret_cast<char const*>(trace.data), trace.size()};
    response.fields.add("x-acs-trace-id", crypto::hex(trace_bytes));
    response.fields.add("ETag", etag(response.body));
    response.fields.add("Access-Control-Allow-Origin", "*");
    response.fields.add("Access-Control-Expose-Headers", "*");
}

}  // namespace rds::gateway
