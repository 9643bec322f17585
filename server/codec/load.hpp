#pragma once

#include "server/codec/fixture.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace rds::codec {

// The largest file that is read.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20U;

// Whether load() reads no file for this name.
bool is_compiled_in(std::string_view name);

// Reads the compiled-in fixture of this name, else the file of this path. Throws Invalid.
Fixture load(std::string const& name_or_path);

// Only a compiled-in one: for names that come over the network. Throws Invalid.
Fixture load_compiled_in(std::string const& name);

}  // namespace rds::codec
