#include "server/api/reference.hpp"

#include "server/actions/catalog.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace rds::api {

namespace {

TEST(Reference, StandsInTheDocumentsAsTheDeclarationsSayIt) {
    std::ifstream const file{RDS_REFERENCE};
    std::stringstream page;
    page << file.rdbuf();

    auto const text = reference(actions::catalog());
    EXPECT_TRUE(page.str().find(text) != std::string::npos)
        << "The reference of docs/actions.md must be:\n"
        << text;
}

}  // namespace

}  // namespace rds::api
