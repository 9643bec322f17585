#pragma once

#include "server/log/log.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace rds::log {

// Writes to a descriptor for as long as it takes, whatever its flags; in vain if nobody reads any
// more.
void write_all(int descriptor, std::string_view text);

// The same, but gives up if whoever reads takes nothing for a second.
void write_or_give_up(int descriptor, std::string_view text);

// Writes lines to a descriptor on a thread of its own, so that nobody who logs ever waits for
// whoever reads. What waits to be written is bounded: when there is no room, lines are dropped and
// counted, and a line says how many as soon as those before them are written.
class Writer {
  public:
    // Takes up to `most_bytes` of lines that wait. `format` is that of the line about dropped ones.
    // The descriptor stays open and belongs to the caller. Throws std::system_error if there is no
    // thread to be had, std::bad_alloc if there is no memory for the lines.
    Writer(int descriptor, Format format, std::size_t most_bytes);

    // Flushes.
    ~Writer();

    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    // Adds a line, newline included, or drops it. Any thread; does not allocate.
    void put(std::string_view line) noexcept;

    // Counts a line that could not even be made.
    void drop() noexcept;

    // Waits until all lines are written, as long as whoever reads takes them: a tenth of a second
    // beyond that, and never more than a second.
    void flush() noexcept;

  private:
    struct Shared;

    std::shared_ptr<Shared> shared_;  // with the thread, which may be stuck in write(2) for ever
};

}  // namespace rds::log
