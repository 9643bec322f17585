#include "server/control/journal/verify.hpp"

#include "tests/unit/control/entries.hpp"

#include <gmock/gmock.h>

namespace rds::control {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Match action(std::string_view expected) {
    return {{{.name = "action", .expected = std::string{expected}}}};
}

Match poll_of(std::string_view instance) {
    auto match = action("DescribeBackupTasks");
    match.members.push_back({"DBInstanceId", true, std::string{instance}});
    return match;
}

Journal::Window window(std::vector<SharedEntry> entries) {
    return {.entries = std::move(entries)};
}

bool holds(Match const& match, Entry const& entry) {
    Work work;
    return match.holds(entry, work);
}

std::vector<std::string> differences(Match const& match, Entry const& entry) {
    Work work;
    return match.differences(entry, work);
}

Verdict
verified(Journal::Window const& window, std::vector<Expectation> const& expectations, Order order) {
    Work work;
    return verify(window, expectations, order, work);
}

TEST(Match, WantsEveryMemberExactly) {
    EXPECT_TRUE(holds(poll_of("rm-a"), *poll("1", "rm-a")));
    EXPECT_FALSE(holds(poll_of("rm-a"), *poll("1", "rm-ab")));
    EXPECT_FALSE(holds(poll_of("rm-a"), *call("DescribeBackupTasks", "1")));
    EXPECT_FALSE(holds(poll_of("rm-a"), *call("CreateBackup", "1")));
    EXPECT_TRUE(holds(Match{}, *call("CreateBackup", "1")));
}

TEST(Match, TakesAValueWithAStarAsAPattern) {
    EXPECT_TRUE(holds(poll_of("rm-*"), *poll("1", "rm-a")));
    EXPECT_FALSE(holds(poll_of("rm-*"), *poll("1", "rn-a")));
    EXPECT_FALSE(holds(poll_of("*"), *call("DescribeBackupTasks", "1"))) << "an absent one";
}

TEST(Match, TakesTheParameterThatCounts) {
    Entry const entry{
        .action = "DescribeBackupTasks",
        .parameters = {{"DBInstanceId", "rm-a"}, {"DBInstanceId", "rm-b"}}};
    EXPECT_TRUE(holds(poll_of("rm-b"), entry));
    EXPECT_FALSE(holds(poll_of("rm-a"), entry));
}

TEST(Match, ReadsEveryMember) {
    Entry const entry{
        .request_id = "ID",
        .caller = "key",
        .client = "curl",
        .action = "CreateBackup",
        .status = 400,
        .code = "BackupJobExists",
        .hint = "Wait.",
        .fault = 7};
    Match const all{{
        {.name = "action", .expected = "CreateBackup"},
        {.name = "code", .expected = "BackupJobExists"},
        {.name = "status", .expected = "400"},
        {.name = "caller", .expected = "key"},
        {.name = "client", .expected = "curl"},
        {.name = "requestId", .expected = "ID"},
        {.name = "fault", .expected = "7"},
        {.name = "hint", .expected = "Wait."},
    }};
    EXPECT_TRUE(holds(all, entry));
    EXPECT_THAT(differences(all, Entry{}), testing::SizeIs(8));
}

TEST(Match, SaysWhatDiffers) {
    EXPECT_THAT(
        differences(poll_of("rm-a*"), *call("CreateBackup", "1")),
        ElementsAre(
            AllOf(StartsWith("action "), HasSubstr("CreateBackup")),
            AllOf(StartsWith("parameters.DBInstanceId "), HasSubstr("rm-a*"))
        )
    );
}

TEST(Match, SpendsWhatItCompares) {
    auto const call = poll("1", std::string(1000, 'a'));
    Work plain;
    EXPECT_FALSE(poll_of("rm-a").holds(*call, plain));
    EXPECT_LT(plain.spent(), 100U);
    Work with_pattern;
    EXPECT_FALSE(poll_of("*" + std::string(200, 'a') + "b*").holds(*call, with_pattern));
    EXPECT_GT(with_pattern.spent(), 100'000U);
    EXPECT_LT(with_pattern.spent(), 300'000U);
}

TEST(Verify, GivesUpOnceItsWorkIsExhausted) {
    auto const calls = window({poll("1", "rm-a"), poll("2", "rm-a")});
    Work work{50};
    EXPECT_THROW(
        verify(calls, {{.match = poll_of("rm-*")}, {.match = poll_of("rm-b")}}, Order::any, work),
        Work::Exhausted
    );
}

TEST(Verify, CountsMatchingCalls) {
    auto const calls = window({poll("1", "rm-a"), call("CreateBackup", "2"), poll("3", "rm-a")});

    auto const verdict = verified(
        calls,
        {{.match = poll_of("rm-a"), .least = 2},
         {.match = action("CreateBackup"), .least = 1, .most = 1},
         {.match = action("DeleteBackup"), .least = 0, .most = 0}},
        Order::any
    );

    EXPECT_THAT(verdict.counts, ElementsAre(2, 1, 0));
    EXPECT_THAT(verdict.failures, IsEmpty());
}

TEST(Verify, ShowsTheNearestMisses) {
    auto const calls = window(
        {call("CreateBackup", "far"),
         poll("1", "rm-b"),
         poll("2", "rm-c"),
         call("CreateBackup", "farther"),
         poll("3", "rm-d")}
    );

    auto const verdict = verified(calls, {{.match = poll_of("rm-a")}}, Order::any);

    ASSERT_EQ(verdict.failures.size(), 1U);
    auto const& failure = verdict.failures.front();
    EXPECT_EQ(failure.index, 0U);
    EXPECT_THAT(failure.message, HasSubstr("at least 1"));
    ASSERT_EQ(failure.nearest.size(), 3U);
    EXPECT_EQ(failure.nearest[0].entry->request_id, "3");
    EXPECT_EQ(failure.nearest[1].entry->request_id, "2");
    EXPECT_EQ(failure.nearest[2].entry->request_id, "1");
    EXPECT_THAT(
        failure.nearest[0].differs,
        ElementsAre(AllOf(StartsWith("parameters.DBInstanceId "), HasSubstr("rm-d")))
    );
}

TEST(Verify, ShowsTheCallsThatAreTooMany) {
    auto const calls = window({poll("1", "rm-a"), poll("2", "rm-a"), poll("3", "rm-a")});

    auto const verdict =
        verified(calls, {{.match = poll_of("rm-a"), .least = 0, .most = 1}}, Order::any);

    ASSERT_EQ(verdict.failures.size(), 1U);
    auto const& failure = verdict.failures.front();
    EXPECT_THAT(failure.message, HasSubstr("at most 1"));
    ASSERT_EQ(failure.nearest.size(), 2U);
    EXPECT_EQ(failure.nearest[0].entry->request_id, "2");
    EXPECT_EQ(failure.nearest[1].entry->request_id, "3");
}

TEST(Verify, SaysThatTheJournalIsNotComplete) {
    Journal::Window const cut{.entries = {}, .dropped = 12};

    auto const verdict = verified(cut, {{.match = poll_of("rm-a")}}, Order::any);

    EXPECT_THAT(verdict.failures.at(0).message, HasSubstr("dropped 12"));
}

TEST(Verify, LetsOthersComeBetweenCallsInOrder) {
    auto const calls = window(
        {poll("1", "rm-a"),
         call("CreateBackup", "2"),
         call("CreateBackup", "3"),
         poll("4", "rm-b"),
         poll("5", "rm-a")}
    );
    EXPECT_THAT(
        verified(
            calls,
            {{.match = poll_of("rm-a")},
             {.match = action("CreateBackup"), .least = 2},
             {.match = poll_of("rm-a")}},
            Order::as_given
        )
            .failures,
        IsEmpty()
    );
}

TEST(Verify, SaysWhichCallCameTooEarly) {
    auto const calls = window({poll("1", "rm-a"), call("CreateBackup", "2")});

    auto const verdict = verified(
        calls,
        {{.match = action("CreateBackup")}, {.match = poll_of("rm-a")}},
        Order::as_given
    );

    ASSERT_EQ(verdict.failures.size(), 1U);
    auto const& failure = verdict.failures.front();
    EXPECT_EQ(failure.index, 1U);
    EXPECT_THAT(failure.message, HasSubstr("0 came after 2"));
    ASSERT_EQ(failure.nearest.size(), 1U);
    EXPECT_EQ(failure.nearest[0].entry->request_id, "1");
    EXPECT_THAT(failure.nearest[0].differs, ElementsAre("it came too early"));
}

}  // namespace

}  // namespace rds::control
