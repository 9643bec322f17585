#include "server/control/rest/document.hpp"
#include "server/control/routes/routes.hpp"
#include "server/version.hpp"

namespace rds::control::rest {

namespace {

Answer status(std::string_view word) {
    return Answer::object([&](json::Writer& writer) { writer.member("status", word); });
}

Answer version(ProgramVisit const& /*visit*/) {
    return Answer::object([](json::Writer& writer) {
        writer.member("name", "rds-emulator");
        writer.member("version", kVersion);
        writer.member("api", "2014-08-15");
    });
}

Answer ready(ProgramVisit const& visit) {
    if (!visit.program.is_ready)
        throw Problem{503, "Fixtures are being applied; the port opens next."};
    return status("ready");
}

Answer list_tenants(ProgramVisit const& visit) {
    auto& tenants = visit.program.tenants;
    return Answer::object([&](json::Writer& writer) {
        writer.key("accounts");
        writer.list(tenants.all(), [&](auto const& tenant) { writer.value(tenant->id()); });
        writer.member("most", tenants.most());
    });
}

}  // namespace

Routes health_routes() {
    return {
        {"live", HandleProgram{[](ProgramVisit const&) { return status("live"); }}},
        {"ready", ready},
        {"version", version},
        {"openapi",
         HandleProgram{[](ProgramVisit const&) { return Answer::json(Document::own().text()); }}},
        {"accounts", list_tenants},
    };
}

}  // namespace rds::control::rest
