#include "server/control/snapshots.hpp"

#include "server/control/served_tenant.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace rds::control {

namespace {

using namespace std::chrono_literals;
using storage::Clock;
using storage::Instant;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
constexpr Instant kChosen{std::chrono::sys_days{std::chrono::year{2030} / 5 / 6}};

class SnapshotsOfATenant : public testing::Test {
  protected:
    void save(std::string const& name) {
        auto const entered = contents_.state.enter(machine_now_);
        auto const bytes = contents_.state.bytes();
        snapshots_.insert_or_assign(name, Snapshot{entered.copy(), contents_.opened_at, bytes});
    }

    void restore_from(std::string const& name) {
        auto& snapshot = snapshots_.at(name);
        auto const clock = snapshot.clock(machine_now_);
        contents_.state.become(snapshot.state, clock, machine_now_);
        contents_.opened_at = snapshot.opened_at;
    }

    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (auto const& [name, snapshot] : snapshots_)
            all.push_back(name);
        return all;
    }

    std::string refusal(std::string const& name) {
        auto const why = why_no_room(snapshots_, name, contents_.state.bytes());
        if (!why.empty()) return why;
        save(name);
        return "saved";
    }

    Instant machine_now_ = kStart;
    TenantContents contents_{storage::Tenant{Clock{kChosen, kStart, 60}}, kChosen};
    Snapshots snapshots_;
};

TEST_F(SnapshotsOfATenant, BringBackStateClockAndWhenItWasOpened) {
    contents_.state.instances().add({.id = "rm-1"});
    machine_now_ += 1s;
    save("one");
    contents_.state.instances().add({.id = "rm-2"});
    contents_.state.set_clock(Clock{kChosen + 24h, machine_now_, 0}, machine_now_);
    contents_.opened_at = kStart;
    machine_now_ += 1h;

    restore_from("one");

    EXPECT_THAT(contents_.state.instances().names(), ElementsAre("rm-1"));
    EXPECT_EQ(contents_.state.enter(machine_now_).now(), kChosen + 1min);
    EXPECT_EQ(contents_.state.enter(machine_now_ + 1s).now(), kChosen + 2min);
    EXPECT_EQ(contents_.opened_at, kChosen);
}

TEST_F(SnapshotsOfATenant, BringBackTheSameAsOftenAsTheyAreRestored) {
    save("one");
    for (int i = 0; i < 3; ++i) {
        contents_.state.instances().add({.id = "rm-1"});
        machine_now_ += 1h;
        restore_from("one");
        EXPECT_THAT(contents_.state.instances().names(), ElementsAre());
        EXPECT_EQ(contents_.state.enter(machine_now_).now(), kChosen);
    }
}

TEST_F(SnapshotsOfATenant, CopiedAreNoLongerThoseOfTheTenant) {
    save("one");
    auto copy = snapshots_.at("one").copy();
    copy.state.instances().add({.id = "rm-copy"});
    machine_now_ += 1h;

    EXPECT_EQ(copy.clock(machine_now_).now(machine_now_), kChosen);
    EXPECT_EQ(copy.opened_at, kChosen);
    restore_from("one");
    EXPECT_THAT(contents_.state.instances().names(), ElementsAre());
}

TEST_F(SnapshotsOfATenant, OfTheSameNameTakeEachOthersPlace) {
    save("one");
    contents_.state.instances().add({.id = "rm-1"});
    save("one");

    EXPECT_THAT(names(), ElementsAre("one"));
    restore_from("one");
    EXPECT_THAT(contents_.state.instances().names(), ElementsAre("rm-1"));
}

TEST_F(SnapshotsOfATenant, AreAtMostSoMany) {
    for (std::size_t i = 0; i < kMostSnapshots; ++i)
        save(std::to_string(i));

    EXPECT_THAT(refusal("one-more"), HasSubstr("64 snapshots"));
    EXPECT_EQ(refusal("0"), "saved");
    snapshots_.erase("1");
    EXPECT_EQ(refusal("one-more"), "saved");
}

TEST_F(SnapshotsOfATenant, TakeAtMostSoManyBytes) {
    auto transaction = contents_.state.enter(machine_now_).begin(storage::Access::write);
    std::string const large(8U << 20U, 'x');
    contents_.state.instances().add({.id = "rm-1", .engine = large});
    contents_.state.instances().add({.id = "rm-2", .engine = large});
    transaction.commit();

    EXPECT_EQ(refusal("a"), "saved");
    EXPECT_EQ(refusal("b"), "saved");
    EXPECT_EQ(refusal("c"), "saved");
    EXPECT_THAT(refusal("d"), HasSubstr("64 MiB are allowed"));
    EXPECT_EQ(refusal("c"), "saved");
    EXPECT_THAT(names(), ElementsAre("a", "b", "c"));
}

}  // namespace

}  // namespace rds::control
