#include "storage/backup_jobs.hpp"
#include "storage/tenant/tenant.hpp"
#include "storage/timeline.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace rds::storage {
namespace {

constexpr Instant kNow{Duration{1'700'000'000'000}};

// What the history says that the job's phase is.
Phase told_by(std::vector<Move> const& history, Instant now) {
    auto phase = Phase::not_started;
    for (auto const& move : history) {
        if (move.at <= now) phase = move.to;
    }
    return phase;
}

class Chance {
  public:
    explicit Chance(unsigned seed) : engine_{seed} {}

    int upto(int most) { return std::uniform_int_distribution{0, most}(engine_); }

    Plan plan() {
        return {
            .name = "random",
            .kind = static_cast<PlanKind>(upto(4)),
            .duration = Duration{upto(5000)},
            .polls_per_phase = 1 + upto(2),
            .fails_in = static_cast<Phase>(upto(5)),
            .reason = "random"};
    }

    NewBackupJob job() {
        return {
            .instance_id = "rm-1",
            .mode = static_cast<JobMode>(upto(1)),
            .started_at = kNow + Duration{upto(4000) - 2000},
            .phase = static_cast<Phase>(upto(7)),
            .stopped_in = static_cast<Phase>(upto(5))};
    }

  private:
    std::mt19937 engine_;
};

std::vector<std::int32_t> create_jobs(Tenant& tenant, Chance& chance) {
    std::vector<std::int32_t> ids;
    for (int i = 0; i < 20; ++i) {
        auto const job = chance.job();
        auto const created = tenant.backup_jobs().create(job, chance.plan(), kNow);
        // A plan of no duration moves the job at once.
        EXPECT_GE(created.phase, job.phase);
        ids.push_back(created.id);
    }
    return ids;
}

// Every way to ask agrees with the histories.
void expect_one_truth(BackupJobs jobs, std::vector<std::int32_t> const& ids, Instant now) {
    std::vector<std::int32_t> expected_live;
    bool expected_running = false;
    for (auto const id : ids) {
        auto const found = jobs.find("rm-1", id, now).value();
        auto const told = told_by(jobs.history(id), now);
        EXPECT_EQ(found.phase, told) << "job " << id;
        if (is_terminal(told)) continue;
        expected_live.push_back(id);
        expected_running |= found.mode == JobMode::manual || told != Phase::not_started;
    }

    std::vector<std::int32_t> live;
    for (auto const& job : jobs.live("rm-1", now)) {
        live.push_back(job.id);
        EXPECT_EQ(job.phase, told_by(jobs.history(job.id), now)) << "job " << job.id;
    }
    EXPECT_THAT(live, testing::UnorderedElementsAreArray(expected_live));
    EXPECT_EQ(jobs.any_running("rm-1", now), expected_running);
}

void expect_legal(std::vector<Move> const& history) {
    auto phase = Phase::not_started;
    auto at = Instant::min();
    for (auto const& move : history) {
        EXPECT_EQ(move.from, phase);
        EXPECT_TRUE(is_legal_move(move.from, move.to));
        EXPECT_GE(move.at, at);
        phase = move.to;
        at = move.at;
    }
}

// What is told of a job that was created in a later phase happened before.
void expect_none_before(Instant started_at, std::vector<Move> const& history) {
    for (auto const& move : history) {
        if (move.why == "fixture") return;
        EXPECT_GE(move.at, started_at);
    }
}

void edit(BackupJobs jobs, BackupJob const& job, Chance& chance, Instant now) {
    auto const steps = steps_from(job.phase);
    if (steps.empty()) return;
    switch (chance.upto(2)) {
        case 0:
            jobs.move_by_hand(
                job,
                steps[static_cast<std::size_t>(chance.upto(static_cast<int>(steps.size()) - 1))],
                "step",
                now
            );
            break;
        case 1:
            job.held ? jobs.release(job, now) : jobs.hold(job, now);
            break;
        default:
            jobs.change_plan(job, chance.plan(), now);
    }
}

TEST(Timelines, StayTheOneTruthWhateverIsMadeOfThem) {
    for (unsigned seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        Tenant tenant{Clock{}};
        tenant.instances().add({.id = "rm-1"});
        auto jobs = tenant.backup_jobs();
        auto const ids = create_jobs(tenant, chance);

        auto now = kNow;
        for (int i = 0; i < 40; ++i) {
            auto const id = ids[static_cast<std::size_t>(chance.upto(19))];
            edit(jobs, jobs.find_anywhere(id, now).value(), chance, now);
            expect_one_truth(jobs, ids, now);
            jobs.advance_polled("rm-1", std::nullopt, now);
            jobs.count_poll(jobs.live("rm-1", now));
            now += Duration{chance.upto(200)};
        }
        for (auto const id : ids) {
            auto const history = jobs.history(id);
            expect_legal(history);
            expect_none_before(jobs.find("rm-1", id, now).value().started_at, history);
        }
    }
}

TEST(Timelines, AreTheOneTruthAtEveryInstant) {
    for (unsigned seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(seed);
        Chance chance{seed};
        Tenant tenant{Clock{}};
        tenant.instances().add({.id = "rm-1"});
        auto jobs = tenant.backup_jobs();
        auto const ids = create_jobs(tenant, chance);

        auto now = kNow;
        for (int i = 0; i < 40; ++i) {
            expect_one_truth(jobs, ids, now);
            jobs.advance_polled("rm-1", std::nullopt, now);
            expect_one_truth(jobs, ids, now);
            jobs.count_poll(jobs.live("rm-1", now));
            now += Duration{chance.upto(400)};
        }
        for (auto const id : ids) {
            auto const history = jobs.history(id);
            expect_legal(history);
            expect_none_before(jobs.find("rm-1", id, now).value().started_at, history);
        }
    }
}

}  // namespace
}  // namespace rds::storage
