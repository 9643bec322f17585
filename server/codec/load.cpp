#include "server/codec/compiled_in.hpp"
#include "server/codec/read.hpp"
#include "server/text/escape.hpp"
#include "server/text/suggest.hpp"
#include "storage/file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace rds::codec {

namespace {

bool looks_like_path(std::string const& text) {
    std::error_code ignored;
    return text.find_first_of("/.") != std::string::npos || std::filesystem::exists(text, ignored);
}

// What was meant if there is a file of this name and the usual ending, as the end of a message.
std::string with_its_ending(std::string const& path) {
    std::error_code ignored;
    auto const file = path + ".json";
    if (!std::filesystem::exists(file, ignored)) return {};
    return "; did you mean " + text::quoted(file) + "?";
}

std::string file_text(std::string const& path) {
    try {
        return files::read(path, kLargestFile);
    } catch (files::Error const& error) {
        throw Invalid{path, "", error.what() + with_its_ending(path)};
    }
}

compiled_in::EmbeddedFile const* compiled_in_file(std::string_view name) {
    auto const files = compiled_in::files();
    auto const own = std::ranges::find(files, name, &compiled_in::EmbeddedFile::name);
    return own == files.end() ? nullptr : &*own;
}

Invalid unknown(std::string const& name, std::string_view is_none_of) {
    std::vector<std::string_view> names;
    for (auto const& file : compiled_in::files())
        names.push_back(file.name);
    auto const known = text::quoted_list(names, "or");
    return {
        "fixture",
        "",
        fmt::format(
            "{} {} {}{}",
            text::quoted(name),
            is_none_of,
            known,
            text::near_name(name, names)
        )};
}

}  // namespace

bool is_compiled_in(std::string_view name) {
    return compiled_in_file(name) != nullptr;
}

Fixture load(std::string const& name_or_path) {
    if (auto const* const own = compiled_in_file(name_or_path))
        return read(own->text, name_or_path);
    if (looks_like_path(name_or_path)) return read(file_text(name_or_path), name_or_path);
    if (auto meant = with_its_ending(name_or_path); !meant.empty())
        throw Invalid{name_or_path, "", "is no file" + meant};
    throw unknown(name_or_path, "is neither a file nor one of");
}

Fixture load_compiled_in(std::string const& name) {
    if (auto const* const own = compiled_in_file(name)) return read(own->text, name);
    throw unknown(name, "is not one of");
}

}  // namespace rds::codec
