#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace rds::control {

// Which tenant was given which BackupJobId, of the last few hundred jobs that CreateBackup made:
// for a hint to whoever asks for a job with another tenant's key. Any thread.
class RecentJobs {
  public:
    // Never throws: without memory for it there is no hint.
    void note(std::string_view tenant, std::int64_t job) noexcept;

    // Its jobs have become others: a reset, a restore.
    void forget(std::string_view tenant);

    bool another_has(std::string_view tenant, std::int64_t job);

  private:
    struct Made {
        std::string tenant{};
        std::int64_t job = 0;
    };

    static constexpr std::size_t kMost = 256;

    std::mutex mutex_;  // guards what follows
    std::array<Made, kMost> made_{};
    std::size_t next_ = 0;
};

}  // namespace rds::control
