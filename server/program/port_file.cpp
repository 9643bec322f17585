#include "server/program/port_file.hpp"

#include "server/text/number.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <string_view>

namespace rds {

namespace {

constexpr std::size_t kLongest = std::string_view{"65535\n"}.size();

// As the program writes it, or without the end of the line.
bool is_port_number(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text::number<std::uint16_t>(text).value_or(0) != 0;
}

Unusable refusal(std::string const& path, std::string_view why) {
    return Unusable{fmt::format("--port-file: {} {}", path, why)};
}

}  // namespace

PortFile::PortFile(std::string const& path, std::uint16_t port) {
    constexpr mode_t kForAll = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    if (path.empty()) return;
    try {
        auto const earlier = files::read_earlier(path, kLongest + 1);
        if (earlier && !is_port_number(*earlier)) {
            throw refusal(
                path,
                "holds something else than a port number, and stays; name a file that does not "
                "exist"
            );
        }
        draft_.emplace(path, fmt::format("{}\n", port), kForAll, files::Durable::no);
    } catch (files::Error const& error) {
        throw refusal(path, error.what());
    }
}

void PortFile::place() {
    try {
        if (draft_) draft_->place();
    } catch (files::Error const& error) {
        throw refusal(draft_->path().string(), error.what());
    }
}

}  // namespace rds
