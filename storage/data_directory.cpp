#include "storage/data_directory.hpp"

#include "storage/account_file.hpp"
#include "storage/account_id.hpp"
#include "storage/unusable.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace rds::storage {

namespace {

constexpr std::string_view kExtension = ".db";
constexpr std::string_view kLogExtension = ".db-wal";

std::filesystem::path const& made(std::filesystem::path const& path) {
    std::error_code error;
    std::filesystem::create_directory(path, error);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return path;
    if (std::filesystem::exists(path, ignored))
        throw Unusable{path, "is a file; a data directory is a folder"};
    throw Unusable{
        path,
        "cannot make this data directory: " + error.message() +
            "; its parent must exist and be writable"};
}

// What an interrupted creation of an account leaves, and nothing else that looks alike.
bool is_draft(std::filesystem::path const& path) {
    auto name = path.filename().string();
    for (std::string_view const suffix : {"-journal", "-wal", "-shm"}) {
        if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    }
    std::filesystem::path const file{name.substr(0, name.find('.')) + std::string{kExtension}};
    return name == draft_of(file).string() && is_account_id(file.stem().string());
}

void remove_drafts(std::filesystem::path const& path) {
    for (auto const& entry : std::filesystem::directory_iterator{path}) {
        if (entry.is_regular_file() && is_draft(entry.path()))
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

// A database that no account would read, for the same reason.
void refuse_stranger(std::filesystem::path const& file) {
    if (file.extension() != kExtension || is_account_id(file.stem().string())) return;
    throw Unusable{
        file,
        "is no account's file: its name must be the 16 digits of the account and .db; rename or "
        "move it"};
}

}  // namespace

DataDirectory::DataDirectory(std::filesystem::path path)
    : path_{std::move(path)}, lock_{made(path_)} {
    using_path(path_, [this] {
        for (auto const& entry : std::filesystem::directory_iterator{path_}) {
            refuse_lonely_log(entry.path());
            refuse_stranger(entry.path());
        }
        for (auto const& account : accounts())
            check_account_file(file_of(account));
        remove_drafts(path_);
    });
}

std::vector<std::string> DataDirectory::accounts() const {
    std::vector<std::string> ids;
    for (auto const& entry : std::filesystem::directory_iterator{path_}) {
        if (entry.path().extension() == kExtension) ids.push_back(entry.path().stem().string());
    }
    std::ranges::sort(ids);
    return ids;
}

std::filesystem::path DataDirectory::file_of(std::string_view account_id) const {
    return path_ / (std::string{account_id} + std::string{kExtension});
}

}  // namespace rds::storage
