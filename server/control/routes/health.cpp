#include "server/control/rest/document.hpp"
#include "server/control/routes/routes.hpp"
#include "server/json/writer.hpp"
#include "server/version.hpp"

namespace rds::control::rest {

namespace {

Answer status(std::string_view word) {
    json::Writer writer;
    writer.object([&] { writer.member("status", word); });
    return Answer::json(writer.text());
}

Answer version() {
    json::Writer writer;
    writer.object([&] {
        writer.member("name", "rds-emulator");
        writer.member("version", kVersion);
        writer.member("api", "2014-08-15");
    });
    return Answer::json(writer.text());
}

Answer list_tenants(Tenants& tenants) {
    json::Writer writer;
    writer.object([&] {
        writer.key("accounts");
        writer.list(tenants.all(), [&](auto const& tenant) { writer.value(tenant->id()); });
        writer.member("most", tenants.most());
    });
    return Answer::json(writer.text());
}

}  // namespace

Routes health_routes(Tenants& tenants, std::atomic<bool> const& is_ready) {
    return {
        {"live", [](ServerVisit const&) { return status("live"); }},
        {"ready",
         [&is_ready](ServerVisit const&) {
             if (!is_ready) throw Problem{503, "Fixtures are being applied; the port opens next."};
             return status("ready");
         }},
        {"version", [](ServerVisit const&) { return version(); }},
        {"openapi", [](ServerVisit const&) { return Answer::json(Document::own().text()); }},
        {"accounts", [&tenants](ServerVisit const&) { return list_tenants(tenants); }},
    };
}

}  // namespace rds::control::rest
