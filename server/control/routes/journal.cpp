#include "server/codec/fields.hpp"
#include "server/control/routes/journal_answer.hpp"
#include "server/control/routes/routes.hpp"
#include "server/text/escape.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rds::control::rest {

namespace {

constexpr int kUsualLimit = 100;
constexpr std::chrono::seconds kLongestWait{60};
constexpr std::chrono::seconds kUsualWait{10};

Journal& journal_of(Visit const& visit) {
    auto& journal = visit.tenant.journal();
    if (!journal.is_on()) throw Problem{409, "No journal is kept (--journal-entries 0)."};
    return journal;
}

// Writes the last ones of the calls for which `is_wanted` holds, oldest first: as many as `limit`
// and an answer allow. Then says whether there are more.
void write_last_ones(
    json::Writer& writer,
    std::span<SharedEntry const> all,
    std::size_t limit,
    std::string_view tenant,
    auto const& is_wanted
) {
    std::vector<std::string> newest_first;
    std::size_t bytes = 0;
    auto more = false;
    for (auto left = all.size(); left > 0 && !more; --left) {
        auto const& entry = *all[left - 1];
        if (!is_wanted(entry)) continue;
        more = newest_first.size() == limit || bytes >= kMostAnswerBytes;
        if (!more) bytes += newest_first.emplace_back(shown_entry(entry, tenant)).size();
    }
    std::ranges::reverse(newest_first);
    writer.key("requests");
    writer.list(newest_first, [&](auto const& text) { writer.raw(text); });
    writer.member("more", more);
}

// The calls that came before the one that is named; all if none is.
std::span<SharedEntry const> before(std::vector<SharedEntry> const& all, json::Node const& given) {
    if (!given.has("before")) return all;
    auto const id = given.text("before");
    auto const at = std::ranges::find_if(all, [&id](SharedEntry const& entry) {
        return entry->request_id == id;
    });
    if (at == all.end())
        given.refuse("before", "is not the RequestId of a call that the journal still has");
    return {all.begin(), at};
}

// `given` has the limit, and since when and before which call to look.
Answer found(Visit const& visit, json::Node const& given, Match const& match) {
    auto const since =
        given.has("since") ? codec::read_instant(given, "since") : storage::Instant::min();
    auto const is_wanted = [&](Entry const& entry) {
        return entry.machine_time >= since && match.holds(entry, visit.work);
    };
    auto const window = journal_of(visit).window();
    auto const limit = static_cast<std::size_t>(given.scalar("limit", kUsualLimit));
    return Answer::object([&](json::Writer& writer) {
        auto const all = before(window.entries, given);
        write_last_ones(writer, all, limit, visit.tenant.id(), is_wanted);
        writer.member("dropped", window.dropped);
        if (window.entries.empty()) return;
        writer.key("oldest");
        writer.object([&] {
            auto const& oldest = *window.entries.front();
            writer.member("requestId", oldest.request_id);
            writer.member("machineTime", text::short_timestamp(oldest.machine_time));
        });
    });
}

Answer list_requests(Visit const& visit) {
    return found(visit, visit.arguments, read_match(visit.arguments));
}

// What the body says of calls.
Match wanted_match(json::Node const& body) {
    return body.has("match") ? read_match(body.object("match")) : Match{};
}

Answer query(Visit const& visit) {
    return found(visit, visit.body, wanted_match(visit.body));
}

Answer clear_requests(Visit const& visit) {
    visit.tenant.journal().clear();
    return Answer::done();
}

void write_failure(json::Writer& writer, Verdict::Failure const& failure, std::string_view tenant) {
    writer.object([&] {
        writer.member("index", failure.index);
        writer.member("message", failure.message);
        writer.member("count", failure.count);
        writer.key("nearest");
        write_page(writer, failure.nearest, [&](auto const& near) {
            writer.object([&] {
                writer.key("request");
                writer.raw(shown_entry(*near.entry, tenant));
                writer.member("differs", near.differs);
            });
        });
    });
}

Answer verify_calls(Visit const& visit) {
    std::vector<Expectation> expectations;
    for (auto const& call : visit.body.objects("calls"))
        expectations.push_back(read_expectation(call));
    auto const order = visit.body.scalar("inOrder", false) ? Order::as_given : Order::any;
    auto const window = journal_of(visit).window();
    auto const verdict = verify(window, expectations, order, visit.work);
    return Answer::object([&](json::Writer& writer) {
        writer.member("verified", verdict.failures.empty());
        writer.member("counts", verdict.counts);
        writer.member("dropped", window.dropped);
        if (verdict.failures.empty()) return;
        writer.key("failures");
        writer.list(verdict.failures, [&](auto const& failure) {
            write_failure(writer, failure, visit.tenant.id());
        });
    });
}

std::chrono::milliseconds timeout(json::Node const& body) {
    if (!body.has("timeout")) return kUsualWait;
    auto const time = text::parse_duration(body.text("timeout"));
    if (!time || time->count() < 0 || *time > kLongestWait)
        body.refuse("timeout", "is not a duration of 0 to 60s, like 500ms or 10s");
    return *time;
}

// The calls are looked up again: a waiter keeps none of them alive.
Answer waited(
    ServedTenant& tenant,
    Match const& match,
    std::size_t wanted,
    Waits::Outcome const& outcome
) {
    if (outcome.why == Waits::Why::stopped)
        throw Problem{503, "The emulator is stopping; nobody will call any more."};
    if (outcome.why == Waits::Why::removed)
        throw Problem{404, "The account has been deleted, and its journal with it."};
    if (outcome.why == Waits::Why::exhausted) throw Work::Exhausted{};
    auto const entries = tenant.journal().window().entries;
    auto const limit = std::max<std::size_t>(wanted, kUsualLimit);
    Work work{Work::kMost / Journal::kMostWatchers};  // one call may end them all
    return Answer::object([&](json::Writer& writer) {
        writer.member("reached", outcome.why == Waits::Why::reached);
        writer.member("count", outcome.count);
        write_last_ones(writer, entries, limit, tenant.id(), [&](Entry const& entry) {
            return match.holds(entry, work);
        });
    });
}

void wait(Visit const& visit, Reply const& reply) {
    journal_of(visit);
    auto match = wanted_match(visit.body);
    auto const wanted = static_cast<std::size_t>(visit.body.scalar("count", 1));
    auto const tell = [&tenants = visit.program.tenants,
                       tenant = visit.tenant.shared_from_this(),
                       match,
                       wanted,
                       reply](Waits::Outcome const& outcome) {
        guard(reply, [&] {
            auto answer = waited(*tenant, match, wanted, outcome);
            tenants.find(tenant->id());  // which has been in use until now
            reply(std::move(answer));
        });
    };
    auto journal = visit.tenant.shared_journal();
    auto const time = timeout(visit.body);
    auto& waits = visit.program.waits;
    if (waits.wait(std::move(journal), std::move(match), wanted, time, visit.work, tell)) return;
    throw Problem{
        409,
        "{} requests already wait for this account's calls, which is the most.",
        Journal::kMostWatchers};
}

Answer page(Entry const& entry, std::string const& tenant) {
    Answer answer{.body = page_of(entry, tenant)};
    answer.content_type = "text/html; charset=utf-8";
    // Whatever a caller managed to get into it: nothing in it is run or fetched.
    answer.fields.add(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    );
    answer.fields.add("X-Content-Type-Options", "nosniff");
    return answer;
}

// A RequestId names one call of the whole server, and whoever has it was answered or told. Without
// a tenant all are searched.
Answer show(ProgramVisit const& visit) {
    auto& tenants = visit.program.tenants;
    auto const& arguments = visit.arguments;
    auto const id = arguments.text("requestId");
    auto const tenant =
        arguments.has("account") ? visit.program.tenant_of(arguments.text("account")) : "";
    auto const searched = tenant.empty() ? tenants.all() : std::vector{tenants.find(tenant)};
    for (auto const& one : searched) {
        auto const entry = one ? one->journal().find(id) : nullptr;
        if (!entry) continue;
        auto const accept = visit.request.fields.value_or_empty("Accept");
        auto const wants_page = accept.find("text/html") != std::string_view::npos;
        auto answer =
            wants_page ? page(*entry, one->id()) : Answer::json(shown_entry(*entry, one->id()));
        answer.tenant = one->id();
        return answer;
    }
    throw Problem{
        404,
        "{} the request {}: it was not made here, or so long ago that there was no room for it "
        "(--journal-entries, --journal-bytes).",
        tenant.empty() ? "No journal has"
                       : "The journal of this account does not have (without account= all are "
                         "searched)",
        text::quoted(id)}
        .in_parameter("requestId");
}

}  // namespace

Routes journal_routes() {
    return {
        {"listRequests", list_requests},
        {"queryRequests", query},
        {"clearRequests", clear_requests},
        {"verifyRequests", verify_calls},
        {"waitForRequests", wait},
        {"showRequest", show},
    };
}

}  // namespace rds::control::rest
