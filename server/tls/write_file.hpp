#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace rds::tls {

// Writes a file so that under its name there is the old content or the new one and never a part;
// it is on disk when this returns. Throws Unusable, having left no draft.
void write_file(std::filesystem::path const& path, std::string_view text, mode_t mode);

}  // namespace rds::tls
