#include "storage/tenant/data_directory.hpp"

#include "storage/tenant/tenant_file.hpp"
#include "storage/tenant/tenant_id.hpp"
#include "storage/unusable.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace rds::storage {

namespace {

constexpr std::string_view kExtension = ".db";
constexpr std::string_view kLogExtension = ".db-wal";

// What SQLite adds to the name of a database for the files that it keeps beside it.
constexpr auto kCompanions = std::to_array<std::string_view>({"-journal", "-wal", "-shm"});

// The database that a file belongs to, by its name; its own name if it is a database.
std::string database_of(std::string_view name) {
    for (auto const companion : kCompanions) {
        if (name.ends_with(companion)) name.remove_suffix(companion.size());
    }
    return std::string{name};
}

// What an interrupted creation of a tenant leaves, and nothing else that looks alike.
bool is_draft(std::filesystem::path const& path) {
    auto const name = database_of(path.filename().string());
    std::filesystem::path const file{name.substr(0, name.find('.')) + std::string{kExtension}};
    return name == draft_of(file).string() && is_tenant_id(file.stem().string());
}

void remove_drafts(std::filesystem::path const& path) {
    for (auto const& entry : std::filesystem::directory_iterator{path}) {
        if (entry.is_regular_file() && !entry.is_symlink() && is_draft(entry.path()))
            std::filesystem::remove(entry.path());
    }
}

// The log of a database that is missing: starting beside it would hide what it holds.
void refuse_lonely_log(std::filesystem::path const& log) {
    auto const name = log.filename().string();
    if (!name.ends_with(kLogExtension)) return;
    auto stem = name.substr(0, name.size() - kLogExtension.size());
    auto const file = log.parent_path() / stem.append(kExtension);
    if (std::filesystem::exists(file)) return;
    throw Unusable{
        log,
        "the log of a database that is missing; restore " + file.filename().string() +
            " or remove the log"};
}

// A database that no tenant would read, for the same reason.
void refuse_stranger(std::filesystem::path const& file) {
    if (file.extension() != kExtension || is_tenant_id(file.stem().string())) return;
    throw Unusable{
        file,
        "is no account's file: its name must be the 16 digits of the account and .db; rename or "
        "move it"};
}

// SQLite would wait for a FIFO. A link to nowhere is refused where the tenant is checked.
void refuse_irregular(std::filesystem::path const& file) {
    if (!database_of(file.filename().string()).ends_with(kExtension)) return;
    std::error_code ignored;
    auto const type = std::filesystem::status(file, ignored).type();
    using std::filesystem::file_type;
    if (type == file_type::regular || type == file_type::not_found) return;
    throw Unusable{file, "is not a regular file; move it out of the data directory"};
}

}  // namespace

DataDirectory::Folder::Folder(std::filesystem::path path) : path_{std::move(path)} {
    std::error_code error;
    is_new_ = std::filesystem::create_directory(path_, error);
    std::error_code ignored;
    if (std::filesystem::is_directory(path_, ignored)) return;
    if (std::filesystem::exists(path_, ignored))
        throw Unusable{path_, "is a file; a data directory is a folder"};
    throw Unusable{
        path_,
        "cannot make this data directory: " + error.message() +
            "; its parent must exist and be writable"};
}

DataDirectory::Folder::~Folder() {
    std::error_code ignored;
    if (is_new_) std::filesystem::remove(path_, ignored);
}

DataDirectory::DataDirectory(std::filesystem::path path)
    : folder_{std::move(path)}, lock_{folder_.path()} {
    using_path(folder_.path(), [this] {
        for (auto const& entry : std::filesystem::directory_iterator{folder_.path()}) {
            refuse_irregular(entry.path());
            refuse_lonely_log(entry.path());
            refuse_stranger(entry.path());
        }
        for (auto const& tenant : tenants())
            check_tenant_file(file_of(tenant));
    });
}

void DataDirectory::begin_use() {
    using_path(folder_.path(), [this] { remove_drafts(folder_.path()); });
    lock_.keep();
    folder_.keep();
}

bool DataDirectory::is_own_name(std::string_view name) {
    return name == DirectoryLock::kFile || database_of(name).ends_with(kExtension);
}

std::vector<std::string> DataDirectory::tenants() const {
    std::vector<std::string> ids;
    for (auto const& entry : std::filesystem::directory_iterator{folder_.path()}) {
        if (entry.path().extension() == kExtension) ids.push_back(entry.path().stem().string());
    }
    std::ranges::sort(ids);
    return ids;
}

// The log first: without its database it would stop the next start.
void DataDirectory::remove(std::string_view tenant_id) const {
    auto const file = file_of(tenant_id);
    for (auto const* const suffix : {"-wal", "-shm", ""})
        std::filesystem::remove(file.string() + suffix);
}

std::filesystem::path DataDirectory::file_of(std::string_view tenant_id) const {
    return folder_.path() / (std::string{tenant_id} + std::string{kExtension});
}

}  // namespace rds::storage
