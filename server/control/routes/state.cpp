#include "server/codec/export.hpp"
#include "server/codec/read.hpp"
#include "server/control/routes/routes.hpp"
#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"

#include <string>
#include <utility>

namespace rds::control::rest {

namespace {

constexpr char const* kMember = "fixture";
constexpr char const* kDocument = "the fixture";  // what messages call one that came with the body

// What the body gives: one of ours by its name, never a file, or a document.
codec::Fixture read_fixture(json::Node const& body) {
    auto const& given = body.value()[kMember];
    if (given.IsString()) return codec::load_compiled_in(std::string{json::view(given)});
    if (given.IsObject()) return codec::read(json::text_of(given), kDocument);
    body.refuse(kMember, "is neither the name of a fixture nor a fixture (an object)");
}

// Does what may refuse the body's fixture; what is said of a place in it then leads through the
// body.
void with_fixture(json::Node const& body, auto&& use) {
    try {
        use(read_fixture(body));
    } catch (json::Invalid const& invalid) {
        if (invalid.source() == body.source()) throw;
        auto const place = json::pointer_token(kMember);
        if (invalid.source() == kDocument)
            throw json::Invalid{body.source(), place + invalid.pointer(), invalid.message()};
        throw json::Invalid{body.source(), place, invalid.what()};
    }
}

Answer time_of(Visit const& visit) {
    return Answer::object([&](json::Writer& writer) {
        writer.member("now", text::short_timestamp(visit.now()));
    });
}

void become(Visit const& visit, TenantContents other) {
    auto& contents = visit.contents();
    contents.state.become(other.state, other.state.clock(), visit.machine_now);
    contents.opened_at = other.opened_at;
    visit.program.tenants.recent_jobs().forget(visit.tenant.id());
}

void begin_again(Visit const& visit) {
    become(visit, visit.program.fresh(visit.machine_now));
    visit.tenant.journal().clear();  // what the next test counts begins with it
}

Answer reset(Visit const& visit) {
    begin_again(visit);
    return time_of(visit);
}

Answer delete_tenant(Visit const& visit) {
    // The default tenant serves every key that names no other one, so it begins again.
    if (visit.tenant.id() == kDefaultTenant) {
        begin_again(visit);
    } else {
        visit.program.tenants.remove(visit.tenant);
        visit.program.waits.remove(visit.tenant.journal());
    }
    return Answer::done();
}

Answer load(Visit const& visit) {
    with_fixture(visit.body, [&](codec::Fixture fixture) {
        become(visit, visit.program.from(std::move(fixture), visit.machine_now));
    });
    return time_of(visit);
}

Answer set_start_fixture(ProgramVisit const& visit) {
    with_fixture(visit.body, [&](codec::Fixture fixture) {
        visit.program.set_start(std::move(fixture), visit.machine_now);
    });
    return Answer::done();
}

Answer export_fixture(Visit const& visit) {
    try {
        return Answer::json(codec::exported(visit.entered()));
    } catch (codec::NotExportable const& why) {
        throw Problem{409, "{}", why.what()};
    }
}

}  // namespace

Routes state_routes() {
    return {
        {"reset", reset},
        {"deleteAccount", delete_tenant},
        {"load", load},
        {"setStartFixture", set_start_fixture},
        {"export", export_fixture},
    };
}

}  // namespace rds::control::rest
