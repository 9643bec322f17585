#include "server/api/reference.hpp"

#include "server/actions/catalog.hpp"
#include "tests/kit/generated_page.hpp"

#include <gtest/gtest.h>

namespace rds::api {

namespace {

TEST(Reference, StandsInTheDocumentsAsTheDeclarationsSayIt) {
    for (auto const& [path, text] : reference_pages(actions::catalog()))
        kit::expect_generated(RDS_SOURCE_DIR "/docs/" + path, text);
}

}  // namespace

}  // namespace rds::api
