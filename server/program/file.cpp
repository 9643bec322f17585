#include "server/program/file.hpp"

#include "server/program/declarations.hpp"
#include "server/program/members.hpp"
#include "server/text/escape.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace rds::options {

namespace {

constexpr std::size_t kMostBytes = 1024 * 1024;
constexpr std::size_t kShownPath = 256;

std::string contents(std::string const& path, std::string const& shown) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    std::string text(kMostBytes + 1, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(text.size())).eof()) {
        auto const reason = file.gcount() > 0 || errno == 0
                                ? fmt::format("larger than {} bytes", kMostBytes)
                                : std::generic_category().message(errno);
        throw UsageError{fmt::format("{}: {}", shown, reason)};
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

std::vector<std::string_view> member_names() {
    std::vector<std::string_view> names;
    for (auto const& declaration : declarations()) {
        if (declaration.name != kConfig) names.push_back(declaration.name);
    }
    return names;
}

}  // namespace

Source read_file(std::string const& path) {
    auto const shown = text::printable(path, kShownPath);
    auto const names = member_names();

    Source source;
    for (auto& member : read_members(contents(path, shown), shown)) {
        auto const place =
            fmt::format("{}:{}: {}", shown, member.line, text::printable(member.name));
        auto const* const declaration = declaration_of(member.name);
        if (declaration == nullptr || declaration->name == kConfig) {
            throw UsageError{place + " is no option" + did_you_mean(member.name, names)};
        }
        if (member.is_array && !declaration->is_list) {
            throw UsageError{place + " takes one value, not an array"};
        }
        if (member.values.empty()) {
            throw UsageError{fmt::format("{}: [] is not {}", place, declaration->expected)};
        }
        source.emplace(declaration->name, Given{place, std::move(member.values)});
    }
    return source;
}

}  // namespace rds::options
