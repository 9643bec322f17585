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

Answer ready(ServerVisit const& visit) {
    if (!visit.server.is_ready)
        throw Problem{503, "Fixtures are being applied; the port opens next."};
    return status("ready");
}

Answer list_tenants(ServerVisit const& visit) {
    auto& tenants = visit.server.tenants;
    return Answer::object([&](json::Writer& writer) {
        writer.key("accounts");
        writer.list(tenants.all(), [&](auto const& tenant) { writer.value(tenant->id()); });
        writer.member("most", tenants.most());
    });
}

}  // namespace

Routes health_routes() {
    return {
        {"live", HandleServer{[](ServerVisit const&) { return status("live"); }}},
        {"ready", ready},
        {"version", version},
        {"openapi",
         HandleServer{[](ServerVisit const&) { return Answer::json(Document::own().text()); }}},
        {"accounts", list_tenants},
    };
}

}  // namespace rds::control::rest
