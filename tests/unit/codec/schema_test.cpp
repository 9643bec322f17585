#include "server/codec/schema.hpp"

#include "tests/kit/generated_page.hpp"

#include <gtest/gtest.h>

namespace rds::codec {

namespace {

TEST(Schema, StandsInFixturesAsTheTablesOfFieldsSayIt) {
    kit::expect_generated(RDS_SOURCE_DIR "/fixtures/schema.json", schema_text());
    kit::expect_generated(RDS_SOURCE_DIR "/fixtures/members.md", members_page());
}

}  // namespace

}  // namespace rds::codec
