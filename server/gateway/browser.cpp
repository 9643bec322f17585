#include "server/gateway/browser.hpp"

#include "server/gateway/wire/call.hpp"
#include "server/text/ascii.hpp"
#include "server/text/query.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace rds::gateway {

namespace {

constexpr std::string_view kPage = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>rds-emulator</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}}
code,pre{{background:#f4f4f4;padding:.1em .3em}}pre{{padding:.8em;overflow-x:auto}}</style></head><body>
<h1>rds-emulator</h1>
<p>A local emulator of Alibaba Cloud ApsaraDB RDS (API 2014-08-15). Point your SDK's endpoint at
<code>{0}</code> with protocol <code>{1}</code>; any AccessKey will do,
unless callers are checked (<code>--auth</code>).</p>
<p>Try: <a href="/?{2}">DescribeBackupTasks</a>, or</p>
<pre>curl '{1}://{0}/?{2}'</pre>
<p>Nothing here reaches the real service.</p>
</body></html>
)";

// A list of field names, or nothing if it is anything else.
std::string_view field_names(std::string_view text) {
    auto const is_list = std::ranges::all_of(text, [](char c) {
        return text::is_letter(c) || text::is_digit(c) || c == '-' || c == '_' || c == ',' ||
               c == ' ';
    });
    return is_list ? text : std::string_view{};
}

}  // namespace

bool wants_front_page(http::Request const& request) {
    return request.method == "GET" && request.target == "/" &&
           request.fields.value_or_empty("Accept").find("text/html") != std::string_view::npos &&
           !request.fields.find("Authorization") && !request.fields.find("x-acs-action");
}

bool is_cross_site(http::Request const& request) {
    return request.fields.value_or_empty("Sec-Fetch-Site") == "cross-site";
}

http::Response front_page(http::Request const& request, std::string_view instance_id) {
    http::Response response;
    response.fields.add("Content-Type", "text/html; charset=utf-8");
    auto address = own_address(request);  // no markup can be in it
    if (address.empty()) address = "http://127.0.0.1:2014";
    auto const scheme = address.substr(0, address.find(':'));
    response.body = fmt::format(
        fmt::runtime(kPage),
        address.substr(scheme.size() + 3),
        scheme,
        boost::replace_all_copy(text::example_query(instance_id), "&", "&amp;")
    );
    return response;
}

http::Response preflight(http::Request const& request) {
    // Recorded in 2019: these methods, this age, and a list of headers that lacks those SDKs sign
    // with. So the ones that the browser asks about are allowed too.
    std::string allowed = "X-Requested-With, X-Sequence, _aop_secret, _aop_signature";
    auto const asked = field_names(request.fields.value_or_empty("Access-Control-Request-Headers"));
    if (!asked.empty()) allowed.append(", ").append(asked);

    http::Response response;
    response.fields.add("Access-Control-Allow-Origin", "*");
    response.fields.add("Access-Control-Expose-Headers", "*");
    response.fields.add("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
    response.fields.add("Access-Control-Allow-Headers", allowed);
    response.fields.add("Access-Control-Max-Age", "172800");
    return response;
}

}  // namespace rds::gateway
