#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace rds::kit {

std::string content(std::filesystem::path const& path);

// What a shell that runs README's commands prints, to whichever of the two outputs. They name the
// usual port, and the emulator listens on `port`. Throws if it takes more than a minute.
std::string printed(std::string const& commands, std::uint16_t port);

}  // namespace rds::kit
