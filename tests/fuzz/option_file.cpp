// An option file: read_members(), then read_file() and choose().
#include "server/program/file.hpp"
#include "server/program/given.hpp"
#include "server/program/members.hpp"
#include "tests/fuzz/target.hpp"

#include <fmt/format.h>

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <optional>
#include <string>

namespace rds::fuzz {

namespace {

// A file that never touches a disk.
class MemoryFile {
  public:
    MemoryFile() : descriptor_{::memfd_create("options", MFD_CLOEXEC)} {}

    std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

    void hold(std::string_view text) const {
        auto const size = static_cast<ssize_t>(text.size());
        require(
            ::ftruncate(descriptor_, 0) == 0 &&
                ::pwrite(descriptor_, text.data(), text.size(), 0) == size,
            "memory can be written"
        );
    }

  private:
    int descriptor_;  // until the process ends
};

MemoryFile const& file() {
    static MemoryFile const only;
    return only;
}

void require_well_said(options::UsageError const& error, std::string const& path) {
    std::string_view line = error.what();
    require(is_printable_line(line), "a refusal is one printable line");
    require(line.starts_with(path + ':'), "a refusal names the file");
    line.remove_prefix(path.size() + 1);
    require(
        !line.empty() && std::isdigit(static_cast<unsigned char>(line.front())) != 0,
        "a refusal names the line"
    );
}

// A text that TOML reads as exactly these bytes.
std::string quoted(std::string_view text) {
    std::string literal = "\"";
    for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') literal += '\\';
        if (byte < ' ' || byte == 0x7F) {
            literal += fmt::format("\\u{:04X}", byte);
        } else {
            literal += c;
        }
    }
    return literal + '"';
}

std::string written(std::vector<options::Member> const& members) {
    std::string text;
    for (auto const& member : members) {
        std::string values;
        for (auto const& value : member.values)
            values += quoted(value) + ',';
        if (!member.is_array) values.pop_back();
        text += fmt::format(
            fmt::runtime(member.is_array ? "{} = [{}]\n" : "{} = {}\n"),
            quoted(member.name),
            values
        );
    }
    return text;
}

std::optional<std::vector<options::Member>> members_of(std::string_view input) {
    try {
        return options::read_members(input, "f");
    } catch (options::UsageError const& error) {
        require_well_said(error, "f");
        return std::nullopt;
    }
}

void require_round_trip(std::vector<options::Member> const& members) {
    auto const again = members_of(written(members));
    require(again && again->size() == members.size(), "members can be written as texts");
    for (std::size_t index = 0; index < members.size(); ++index) {
        require(
            (*again)[index].name == members[index].name &&
                (*again)[index].values == members[index].values,
            "and are read as the same"
        );
    }
}

std::optional<Options> chosen(std::string_view input) {
    file().hold(input);
    try {
        std::array const sources{options::read_file(file().path())};
        return options::choose(sources);
    } catch (options::UsageError const& error) {
        require_well_said(error, file().path());
        return std::nullopt;
    }
}

void require_sane(Options const& options) {
    require(options.threads > 0, "there is a thread");
    require(options.max_accounts > 0, "there is room for an account");
    require(options.max_parameters > 0 && options.max_value_bytes > 0, "a call can say something");
    auto const speed = options.clock_speed.value_or(1);
    require(speed > 0 && speed <= 1e6, "the clock's speed is one");
    require(
        !options.job_duration || options.job_duration->count() >= 0,
        "no job lasts less than no time"
    );
}

}  // namespace

void check(std::string_view input) {
    auto const members = members_of(input);
    if (!members) return;
    require_round_trip(*members);
    auto const options = chosen(input);
    if (options) require_sane(*options);
}

}  // namespace rds::fuzz
