#include "server/api/reference.hpp"

#include "server/actions/catalog.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace rds::api {

namespace {

TEST(Reference, StandsInTheReadmeAsTheDeclarationsSayIt) {
    std::ifstream const file{RDS_README};
    std::stringstream readme;
    readme << file.rdbuf();

    // On failure: replace README's section with this text.
    EXPECT_THAT(readme.str(), testing::HasSubstr(reference(actions::catalog())));
}

}  // namespace

}  // namespace rds::api
