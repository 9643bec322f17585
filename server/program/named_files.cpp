#include "server/program/named_files.hpp"

#include "server/codec/read.hpp"
#include "server/tls/kept_certificate.hpp"
#include "storage/tenant/data_directory.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace rds {

namespace {

struct Named {
    std::string_view option;
    std::filesystem::path path;
};

// Where a path leads, whether or not something is there; empty if nobody can tell.
std::filesystem::path target(std::filesystem::path const& path) {
    std::error_code error;
    auto absolute = std::filesystem::absolute(path, error);
    if (error) return {};
    if (!absolute.has_filename()) absolute = absolute.parent_path();  // "folder/"
    auto result = std::filesystem::weakly_canonical(absolute, error);
    return error ? std::filesystem::path{} : result;
}

bool are_one(std::filesystem::path const& left, std::filesystem::path const& right) {
    std::error_code ignored;
    if (std::filesystem::equivalent(left, right, ignored)) return true;
    auto const led = target(left);  // one of them may not exist yet
    return !led.empty() && led == target(right);
}

// Whether the data directory keeps a file under this name, or would.
bool is_kept(std::filesystem::path const& path, std::filesystem::path const& data_dir) {
    auto const folder = path.has_parent_path() ? path.parent_path() : ".";
    if (!are_one(folder, data_dir)) return false;
    auto const name = path.filename();
    return storage::DataDirectory::is_own_name(name.string()) ||
           name == tls::kept_certificate_file({}) || name == tls::kept_key_file({});
}

void refuse_file_of_another(
    Named const& written,
    std::vector<Named> const& others,
    std::filesystem::path const& data_dir
) {
    auto const path = written.path.string();
    for (auto const& other : others) {
        if (other.path.empty() || !are_one(written.path, other.path)) continue;
        throw Unusable{fmt::format(
            "{}: {} is the file of {} too; name another",
            written.option,
            path,
            other.option
        )};
    }
    if (!data_dir.empty() && is_kept(written.path, data_dir)) {
        throw Unusable{
            fmt::format("{}: {} is a file of --data-dir; name another", written.option, path)};
    }
}

}  // namespace

void refuse_files_named_twice(Options const& options) {
    auto const is_fixture_a_file = !options.fixture_json && !codec::is_compiled_in(options.fixture);
    std::vector<Named> others{
        {"--fixture", is_fixture_a_file ? options.fixture : ""},
        {"--tls-cert", options.tls_cert},
        {"--tls-key", options.tls_key},
        {"--data-dir", options.data_dir}};
    for (auto const& written :
         {Named{"--port-file", options.port_file},
          Named{"--tls-cert-file", options.tls_cert_file}}) {
        if (written.path.empty()) continue;
        refuse_file_of_another(written, others, options.data_dir);
        others.push_back(written);
    }
}

}  // namespace rds
