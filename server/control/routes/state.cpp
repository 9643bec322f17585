#include "server/codec/export.hpp"
#include "server/codec/load.hpp"
#include "server/codec/read.hpp"
#include "server/control/routes/routes.hpp"
#include "server/json/invalid.hpp"
#include "server/json/node.hpp"
#include "server/json/writer.hpp"
#include "server/text/time.hpp"
#include "storage/tenant/tenant_id.hpp"

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
    json::Writer writer;
    writer.object([&] { writer.member("now", text::short_timestamp(visit.now())); });
    return Answer::json(writer.text());
}

void begin_again(Visit const& visit, StateSources const& sources) {
    replace(visit.contents(), sources.fresh(visit.machine_now), visit.machine_now);
    sources.forget_jobs(visit.tenant.id());
    visit.tenant.journal().clear();  // what the next test counts begins with it
}

// The default tenant serves every key that names no other one, so it begins again instead.
Answer delete_tenant(Visit const& visit, StateSources const& sources) {
    if (visit.tenant.id() == storage::kDefaultTenant) {
        begin_again(visit, sources);
    } else {
        sources.remove(visit.tenant);
    }
    return Answer::done();
}

Answer export_fixture(Visit const& visit) {
    try {
        return Answer::json(codec::exported(visit.entered()));
    } catch (codec::NotExportable const& why) {
        throw Problem{409, why.what()};
    }
}

}  // namespace

Routes state_routes(StateSources const& sources) {
    return {
        {"reset",
         [sources](Visit const& visit) {
             begin_again(visit, sources);
             return time_of(visit);
         }},
        {"deleteAccount", [sources](Visit const& visit) { return delete_tenant(visit, sources); }},
        {"load",
         [from = sources.from, forget_jobs = sources.forget_jobs](Visit const& visit) {
             with_fixture(visit.body, [&](codec::Fixture fixture) {
                 auto contents = from(std::move(fixture), visit.machine_now);
                 replace(visit.contents(), std::move(contents), visit.machine_now);
             });
             forget_jobs(visit.tenant.id());
             return time_of(visit);
         }},
        {"setStartFixture",
         [set_start = sources.set_start](ServerVisit const& visit) {
             with_fixture(visit.body, [&](codec::Fixture fixture) {
                 set_start(std::move(fixture), visit.machine_now);
             });
             return Answer::done();
         }},
        {"export", export_fixture},
    };
}

}  // namespace rds::control::rest
