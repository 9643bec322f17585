// Files that users name: reading one never waits, and writing one never destroys what is not ours.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rds::files {

// Says why a file cannot be used, as what follows its path: "is a folder, not a file".
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Returns the content of a regular file, to which links may lead. Refuses anything else without
// opening it: a FIFO would keep the reader waiting. Throws Error, also if there are more than
// `most` bytes.
std::string read(std::filesystem::path const& path, std::size_t most);

// Returns the first `most` bytes, or all if the file is shorter. Throws Error as read() does.
std::string read_beginning(std::filesystem::path const& path, std::size_t most);

// Reads a file that an earlier run may have written, before another takes its place. Returns
// nothing if the path is free. Throws Error as read() does, and if the path is a link.
std::optional<std::string> read_earlier(std::filesystem::path const& path, std::size_t most);

// Whether a file must survive a power cut once it is in its place.
enum class Durable : std::uint8_t { no, yes };

// A file that is written beside its place, under a name that nobody can foresee, and then moved
// there: its path never shows a part of it. Whoever destroys a draft that is not in its place
// leaves no trace of it. Not for several threads at a time.
class Draft {
  public:
    // The umask limits `mode`. Throws Error.
    Draft(std::filesystem::path path, std::string text, mode_t mode, Durable durable);
    ~Draft();
    Draft(Draft&& other) noexcept;
    Draft(Draft const&) = delete;
    Draft& operator=(Draft const&) = delete;
    Draft& operator=(Draft&&) = delete;

    std::filesystem::path const& path() const { return path_; }

    // Moves it to its place, over the regular file that was there when the draft was made:
    // read_earlier() tells whether that may go. A file that came later stays. Throws Error.
    void place();

    // Removes the file from its place if it is still this one and holds what this one wrote.
    void withdraw() noexcept;

  private:
    std::filesystem::path path_;
    std::filesystem::path draft_;  // empty once it is in its place
    std::string text_;
    bool replaces_ = false;  // a file that was there before
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

}  // namespace rds::files
