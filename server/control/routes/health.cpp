#include "server/control/rest/document.hpp"
#include "server/control/routes/routes.hpp"
#include "server/version.hpp"

namespace rds::control::rest {

namespace {

Answer status(std::string_view word) {
    return Answer::object([&](json::Writer& writer) { writer.member("status", word); });
}

Answer version(ServerVisit const& /*visit*/) {
    return Answer::object([](json::Writer& writer) {
        writer.member("name", "rds-emulator");
        writer.member("version", kVersion);
        writer.member("api", "2014-08-15");
    });
}

Answer list_tenants(Tenants& tenants) {
    return Answer::object([&](json::Writer& writer) {
        writer.key("accounts");
        writer.list(tenants.all(), [&](auto const& tenant) { writer.value(tenant->id()); });
        writer.member("most", tenants.most());
    });
}

}  // namespace

Routes health_routes(Tenants& tenants, std::atomic<bool> const& is_ready) {
    return {
        {"live", HandleServer{[](ServerVisit const&) { return status("live"); }}},
        {"ready", HandleServer{[&is_ready](ServerVisit const&) {
             if (!is_ready) throw Problem{503, "Fixtures are being applied; the port opens next."};
             return status("ready");
         }}},
        {"version", HandleServer{version}},
        {"openapi",
         HandleServer{[](ServerVisit const&) { return Answer::json(Document::own().text()); }}},
        {"accounts",
         HandleServer{[&tenants](ServerVisit const&) { return list_tenants(tenants); }}},
    };
}

}  // namespace rds::control::rest
