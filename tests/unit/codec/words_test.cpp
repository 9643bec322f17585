#include "server/codec/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace rds::codec {

namespace {

using storage::Phase;

TEST(FixtureWords, AreRefusedIfTheyMeanNothing) {
    EXPECT_THROW(backup_status("Progressing"), std::invalid_argument);
    EXPECT_THROW(progress_status("Failed"), std::invalid_argument);
    EXPECT_THROW(job_mode("manual"), std::invalid_argument);
    EXPECT_THROW(plan_kind(""), std::invalid_argument);
    EXPECT_THROW(phase("Verifying"), std::invalid_argument);
}

TEST(FixtureWords, CallAPhaseByItsStatusButForTheSecondUploading) {
    for (auto const* const word :
         {"NoStart", "Checking", "Preparing", "Waiting", "Uploading", "Finished"}) {
        EXPECT_EQ(storage::standing(phase(word), Phase::not_started).status, backup_status(word));
    }
    EXPECT_EQ(phase("CheckingUpload"), Phase::verifying);
    EXPECT_EQ(phase("Failed"), Phase::failed);
}

TEST(FixtureWords, SayWhichProgressGoesWithAStatus) {
    using testing::ElementsAre;
    EXPECT_THAT(progress_words_with(backup_status("NoStart")), ElementsAre("NoStart"));
    EXPECT_THAT(
        progress_words_with(backup_status("Uploading")),
        ElementsAre("Uploading", "Checking")
    );
    EXPECT_THAT(
        progress_words_with(backup_status("Failed")),
        ElementsAre("NoStart", "Preparing", "Waiting", "Uploading", "Checking")
    );
}

TEST(FixtureWords, AreFoundForWhatTheyMean) {
    for (auto const* const each : {"NoStart", "CheckingUpload", "Failed"})
        EXPECT_EQ(word(phase(each)), each);
    EXPECT_EQ(word(backup_status("Uploading")), "Uploading");
    EXPECT_EQ(word(progress_status("Checking")), "Checking");
    EXPECT_EQ(word(job_mode("Automated")), "Automated");
    EXPECT_EQ(word(plan_kind("failing")), "failing");
}

}  // namespace

}  // namespace rds::codec
