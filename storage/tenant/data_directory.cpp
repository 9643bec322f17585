#include "storage/tenant/data_directory.hpp"

#include "storage/file.hpp"
#include "storage/tenant/tenant_file.hpp"
#include "storage/tenant/tenant_id.hpp"
#include "storage/unusable.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace rds::storage {

namespace {

constexpr std::size_t kLongest = std::string_view{"4194304\n"}.size();  // of a process ID

std::string last_error() {
    return std::generic_category().message(errno);
}

// What the file holds: nothing until a start has succeeded, then the ID of the process. Throws
// files::Error if it is not a lock.
std::string holder(std::filesystem::path const& file) {
    auto id = files::read_earlier(file, kLongest + 1).value_or("");
    if (id.ends_with('\n')) id.pop_back();
    if (id.size() >= kLongest || id.find_first_not_of("0123456789") != std::string::npos)
        throw files::Error{"holds something else than a process ID; move it away"};
    return id;
}

// Whether the name is still that of the open file, or its owner has removed it meanwhile.
bool is_of(int descriptor, std::filesystem::path const& file) {
    struct stat opened {};

    struct stat named {};

    return ::fstat(descriptor, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

constexpr std::string_view kLockFile = "rds-emulator.lock";
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

// Once there is an object, its destructor undoes what was done before something failed.
DataDirectory::DataDirectory(std::filesystem::path path) : DataDirectory{} {
    path_ = std::move(path);
    lock_file_ = path_ / kLockFile;
    make_folder();
    lock();
    using_path(path_, [this] {
        for (auto const& entry : std::filesystem::directory_iterator{path_}) {
            refuse_irregular(entry.path());
            refuse_lonely_log(entry.path());
            refuse_stranger(entry.path());
        }
        for (auto const& tenant : tenants())
            check_tenant_file(file_of(tenant));
    });
}

// The lock is removed while it is held, so that nobody else has it.
DataDirectory::~DataDirectory() {
    std::error_code ignored;
    if (made_lock_) std::filesystem::remove(lock_file_, ignored);
    if (lock_ >= 0) ::close(lock_);
    if (made_folder_) std::filesystem::remove(path_, ignored);
}

void DataDirectory::make_folder() {
    std::error_code error;
    made_folder_ = std::filesystem::create_directory(path_, error);
    std::error_code ignored;
    if (std::filesystem::is_directory(path_, ignored)) return;
    if (std::filesystem::exists(path_, ignored))
        throw Unusable{path_, "is a file; a data directory is a folder"};
    throw Unusable{
        path_,
        "cannot make this data directory: " + error.message() +
            "; its parent must exist and be writable"};
}

void DataDirectory::lock() {
    using_path(lock_file_, [this] { holder(lock_file_); });  // before it is opened to be written
    auto is_new = false;
    do {
        if (lock_ >= 0) ::close(lock_);
        is_new = open_lock();
        take_lock();
    } while (!is_of(lock_, lock_file_));
    made_lock_ = is_new;
}

// Returns whether it has made the file.
bool DataDirectory::open_lock() {
    constexpr auto kFlags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    constexpr auto kPermissions = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
    lock_ = ::open(lock_file_.c_str(), kFlags | O_CREAT | O_EXCL, kPermissions);
    if (lock_ >= 0) return true;
    if (errno == EEXIST) lock_ = ::open(lock_file_.c_str(), kFlags);
    if (lock_ >= 0) return false;
    throw Unusable{path_, "this data directory cannot be written: " + last_error()};
}

void DataDirectory::take_lock() {
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    auto const is_taken = errno == EWOULDBLOCK;
    auto why = "cannot be locked: " + last_error();
    if (is_taken) {
        auto const id = using_path(lock_file_, [this] { return holder(lock_file_); });
        why = "is in use by " + (id.empty() ? "another process" : "process " + id) +
              "; stop it or choose another --data-dir";
    }
    throw Unusable{path_, "this data directory " + why};
}

void DataDirectory::begin_use() {
    using_path(path_, [this] { remove_drafts(path_); });
    made_lock_ = false;
    made_folder_ = false;
    // If it cannot be written, whoever meets the lock is told less.
    auto const id = std::to_string(::getpid()) + "\n";
    [[maybe_unused]] auto const emptied = ::ftruncate(lock_, 0);
    [[maybe_unused]] auto const written = ::write(lock_, id.data(), id.size());
}

bool DataDirectory::is_own_name(std::string_view name) {
    return name == kLockFile || database_of(name).ends_with(kExtension);
}

std::vector<std::string> DataDirectory::tenants() const {
    std::vector<std::string> ids;
    for (auto const& entry : std::filesystem::directory_iterator{path_}) {
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
    return path_ / (std::string{tenant_id} + std::string{kExtension});
}

}  // namespace rds::storage
