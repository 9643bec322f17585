#include "storage/data_directory.hpp"

#include "storage/account_file.hpp"
#include "storage/account_id.hpp"
#include "storage/unusable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace rds::storage {

namespace {

constexpr std::string_view kLockFile = "rds-emulator.lock";
constexpr std::string_view kExtension = ".db";
constexpr std::string_view kDraftExtension = ".draft";
constexpr std::string_view kLogExtension = ".db-wal";
constexpr std::string_view kJournalSuffix = "-journal";

void make(std::filesystem::path const& path) {
    std::error_code error;
    std::filesystem::create_directory(path, error);
    if (!std::filesystem::is_directory(path)) {
        auto const why = error ? error.message() : std::string{"a file of that name exists"};
        throw Unusable{
            path,
            "cannot make this data directory: " + why + "; its parent must exist and be writable"};
    }
}

// The ID of the process that holds the lock, as that process wrote it.
std::string holder(std::filesystem::path const& file) {
    std::string id;
    std::ifstream{file} >> id;
    return id.empty() ? "another process" : "process " + id;
}

int lock(std::filesystem::path const& path) {
    auto const file = path / kLockFile;
    constexpr auto kPermissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPermissions);
    if (descriptor < 0) {
        throw Unusable{
            path,
            std::string{"this data directory cannot be written: "} + std::strerror(errno)};
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        throw Unusable{
            path,
            "this data directory is in use by " + holder(file) +
                "; stop it or choose another --data-dir"};
    }
    // For whoever meets the lock; if it cannot be written, they are told less.
    auto const id = std::to_string(::getpid()) + "\n";
    [[maybe_unused]] auto const emptied = ::ftruncate(descriptor, 0);
    [[maybe_unused]] auto const written = ::write(descriptor, id.data(), id.size());
    return descriptor;
}

void remove_drafts(std::filesystem::path const& path) {
    for (auto const& entry : std::filesystem::directory_iterator{path}) {
        auto name = entry.path().filename().string();
        if (name.ends_with(kJournalSuffix)) name.resize(name.size() - kJournalSuffix.size());
        if (name.ends_with(kDraftExtension)) std::filesystem::remove(entry.path());
    }
}

// A log or a database that no account would read: starting beside it would hide what it holds.
void refuse_strangers(std::filesystem::path const& path) {
    for (auto const& entry : std::filesystem::directory_iterator{path}) {
        auto const name = entry.path().filename().string();
        if (name.ends_with(kLogExtension)) {
            auto const file =
                path / name.substr(0, name.size() - kLogExtension.size() + kExtension.size());
            if (std::filesystem::exists(file)) continue;
            throw Unusable{
                entry.path(),
                "the log of a database that is missing; restore " + file.filename().string() +
                    " or remove the log"};
        }
        if (name.ends_with(kExtension) && !is_account_id(entry.path().stem().string())) {
            throw Unusable{
                entry.path(),
                "is no account's file: its name must be the 16 digits of the account and .db; "
                "rename or move it"};
        }
    }
}

}  // namespace

DataDirectory::DataDirectory(std::filesystem::path path) : path_{std::move(path)}, lock_{-1} {
    make(path_);
    lock_ = lock(path_);
    try {
        refuse_strangers(path_);
        for (auto const& account : accounts())
            check_account_file(file_of(account));
        remove_drafts(path_);
    } catch (std::filesystem::filesystem_error const& error) {
        ::close(lock_);
        throw Unusable{path_, error.code().message()};
    } catch (...) {
        ::close(lock_);
        throw;
    }
}

DataDirectory::~DataDirectory() {
    ::close(lock_);
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
