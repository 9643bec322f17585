#pragma once

#include <filesystem>
#include <string>

namespace rds::kit {

// Expects the file to hold this text; `make docs`, which sets RDS_WRITE_PAGES, writes it instead.
void expect_generated(std::filesystem::path const& file, std::string const& text);

}  // namespace rds::kit
