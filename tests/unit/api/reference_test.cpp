#include "server/api/reference.hpp"

#include "server/actions/catalog.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace rds::api {

namespace {

TEST(Reference, StandsInTheDocumentsAsTheDeclarationsSayIt) {
    std::ifstream file{RDS_REFERENCE};
    std::stringstream page;
    page << file.rdbuf();

    // On failure: replace the reference of docs/actions.md with this text.
    EXPECT_THAT(page.str(), testing::HasSubstr(reference(actions::catalog())));
}

}  // namespace

}  // namespace rds::api
