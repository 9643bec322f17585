# Compiles text files into the program, so that it needs none beside it.
#
#   rds_embed(<target> HEADER <"path/as/included.hpp"> NAMESPACE <a::b> FILES <file>...)
#
# Makes a header that declares `std::span<EmbeddedFile const> files();` in that namespace, where EmbeddedFile has a name
# (the file's name without folder and ending) and a text, in the order given here.
function(rds_embed target)
    cmake_parse_arguments(PARSE_ARGV 1 EMBED "" "HEADER;NAMESPACE" "FILES")
    set(folder ${PROJECT_BINARY_DIR}/embedded/${target})
    cmake_path(REPLACE_EXTENSION EMBED_HEADER ".cpp" OUTPUT_VARIABLE source)
    set(rows "")
    foreach(file IN LISTS EMBED_FILES)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE path)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
        cmake_path(GET path STEM LAST_ONLY stem)
        file(READ ${path} text)
        string(APPEND rows "    EmbeddedFile{\"${stem}\", R\"__embedded__(${text})__embedded__\"},\n")
    endforeach()
    file(CONFIGURE OUTPUT ${folder}/${EMBED_HEADER} @ONLY CONTENT [[// Generated from the project's files by .cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace @EMBED_NAMESPACE@ {

struct EmbeddedFile {
    std::string_view name;
    std::string_view text;
};

std::span<EmbeddedFile const> files();

}  // namespace @EMBED_NAMESPACE@
]])
    file(CONFIGURE OUTPUT ${folder}/${source} @ONLY CONTENT [[// Generated from the project's files by .cmake/embed.cmake.
#include "@EMBED_HEADER@"

#include <array>

namespace @EMBED_NAMESPACE@ {

namespace {

constexpr std::array kFiles{
@rows@};

}  // namespace

std::span<EmbeddedFile const> files() { return kFiles; }

}  // namespace @EMBED_NAMESPACE@
]])
    target_sources(${target} PRIVATE ${folder}/${source})
    target_include_directories(${target} PRIVATE ${folder})
endfunction()
