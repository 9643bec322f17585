#include "tests/program/storm/aftermath.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace rds::storm {

namespace {

using rapidjson::Value;

constexpr auto kPhases = std::to_array<std::string_view>(
    {"NoStart", "Checking", "Preparing", "Waiting", "Uploading", "CheckingUpload", "Finished"}
);

std::string text(Value const& object, char const* member) {
    return object[member].GetString();
}

// Comparable as text, which instants with and without milliseconds are not.
std::string instant(Value const& object, char const* member) {
    auto shown = text(object, member);
    if (shown.find('.') == std::string::npos) shown.insert(shown.size() - 1, ".000");
    return shown;
}

bool is_legal(std::string_view from, std::string_view to) {
    auto const* const at = std::ranges::find(kPhases, from);
    if (at == kPhases.end() || from == kPhases.back()) return false;
    return to == "Failed" || to == *std::next(at);
}

// The phase that the moves lead to from there.
std::string follow(Value const& moves, std::string phase, std::string& time) {
    for (auto const& move : moves.GetArray()) {
        EXPECT_EQ(text(move, "from"), phase);
        EXPECT_TRUE(is_legal(phase, text(move, "to"))) << phase << " to " << text(move, "to");
        EXPECT_LE(time, instant(move, "at"));
        phase = text(move, "to");
        time = instant(move, "at");
    }
    return phase;
}

void expect_legal(Value const& job) {
    SCOPED_TRACE(job["id"].GetInt());
    std::string time;
    auto const phase = follow(job["history"], "NoStart", time);
    EXPECT_EQ(phase, text(job, "phase"));
    follow(job["planned"], phase, time);
    EXPECT_TRUE(!job["held"].GetBool() || job["planned"].Empty());
}

// What was answered is what was written down, and only a fault keeps an answer back.
void expect_as_sent(Value const& entry, Sent const& sent) {
    SCOPED_TRACE(sent.tag);
    EXPECT_EQ(text(entry, "action"), sent.action);
    if (sent.status == 0) {
        EXPECT_TRUE(entry.HasMember("fault"));
        return;
    }
    EXPECT_EQ(entry["status"].GetInt(), sent.status);
    EXPECT_EQ(text(entry, "requestId"), sent.request_id);
}

// Of "storm-12-7": storm-12 and 7.
std::pair<std::string, int> parts(std::string const& tag) {
    auto const at = tag.rfind('-');
    return {tag.substr(0, at), std::stoi(tag.substr(at + 1))};
}

bool made_a_job(Value const& entry) {
    return text(entry, "action") == "CreateBackup" && entry["status"].GetInt() == 200;
}

}  // namespace

Aftermath::Aftermath(Connection& connection, std::string key, std::vector<Sent> sent)
    : connection_{connection},
      key_{std::move(key)},
      sent_{std::move(sent)},
      journal_{read("requests?limit=1000")},
      jobs_{read("jobs?limit=1000")},
      faults_{read("faults")} {
    EXPECT_FALSE(journal_["more"].GetBool());
    EXPECT_FALSE(jobs_["more"].GetBool());
}

rapidjson::Document Aftermath::read(std::string const& path) {
    auto const answer = connection_.control("GET", path, key_);
    EXPECT_EQ(answer.status, 200) << answer.body;
    rapidjson::Document document;
    document.Parse(answer.body.data(), answer.body.size());
    return document;
}

Sent const* Aftermath::find(std::string_view tag) const {
    auto const at = std::ranges::find(sent_, tag, &Sent::tag);
    return at == sent_.end() ? nullptr : &*at;
}

void Aftermath::expect_no_calls_of_others() const {
    for (auto const& entry : journal_["requests"].GetArray()) {
        EXPECT_EQ(text(entry, "account"), key_);
        EXPECT_EQ(text(entry, "caller"), key_);
        auto const* const sent = find(text(entry, "client"));
        if (sent == nullptr) {
            ADD_FAILURE() << text(entry, "client") << " called another account";
            continue;
        }
        expect_as_sent(entry, *sent);
    }
}

void Aftermath::expect_legal_histories() const {
    for (auto const& job : jobs_["jobs"].GetArray())
        expect_legal(job);
}

void Aftermath::expect_complete_journal() const {
    EXPECT_EQ(journal_["dropped"].GetInt64(), 0);
    EXPECT_EQ(journal_["requests"].Size(), sent_.size());
    std::map<std::string, int> next;  // of each client
    std::string time;
    for (auto const& entry : journal_["requests"].GetArray()) {
        auto const [client, number] = parts(text(entry, "client"));
        EXPECT_EQ(number, next[client]++) << client;
        if (!entry.HasMember("accountTime")) continue;
        EXPECT_LE(time, instant(entry, "accountTime"));
        time = instant(entry, "accountTime");
    }
}

void Aftermath::expect_a_job_for_each_success() const {
    std::set<std::string> jobs;
    for (auto const& job : jobs_["jobs"].GetArray())
        jobs.insert(std::to_string(job["id"].GetInt()));
    auto const entries = journal_["requests"].GetArray();
    auto const successes = std::count_if(entries.begin(), entries.end(), made_a_job);
    EXPECT_EQ(jobs.size(), static_cast<std::size_t>(successes));
    EXPECT_GT(successes, 0);

    std::set<std::string> answered;
    for (auto const& sent : sent_) {
        if (sent.job_id.empty()) continue;
        EXPECT_TRUE(answered.insert(sent.job_id).second) << sent.job_id << " was given twice";
        EXPECT_TRUE(jobs.contains(sent.job_id)) << sent.job_id << " is lost";
    }
}

void Aftermath::expect_a_hit_for_each_strike() const {
    std::map<std::int64_t, std::int64_t> strikes;
    for (auto const& entry : journal_["requests"].GetArray()) {
        if (entry.HasMember("fault")) ++strikes[entry["fault"].GetInt64()];
    }
    for (auto const& fault : faults_["faults"].GetArray()) {
        auto const id = fault["id"].GetInt64();
        EXPECT_EQ(fault["hits"].GetInt64(), strikes[id]) << "of fault " << id;
        EXPECT_GE(fault["calls"].GetInt64(), fault["hits"].GetInt64()) << "of fault " << id;
    }
}

void expect_export_to_load(Connection& connection, std::string const& key) {
    SCOPED_TRACE(key);
    EXPECT_EQ(connection.control("PUT", "clock", key, R"({"frozen": true})").status, 200);
    auto const before = connection.control("GET", "export", key).body;
    auto const body = fmt::format(R"({{"fixture": {}}})", before);

    auto const loaded = connection.control("POST", "load", key, body);

    EXPECT_EQ(loaded.status, 200) << loaded.body;
    EXPECT_EQ(connection.control("GET", "export", key).body, before);
}

}  // namespace rds::storm
