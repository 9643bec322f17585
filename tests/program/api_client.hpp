#pragma once

#include "tests/kit/raw_client.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace rds::kit {

inline constexpr std::string_view kDefaultTenant = "1000000000000000";

// What an action answered in JSON.
struct ApiAnswer {
    int status = 0;
    std::string body;

    // A member of the body as text, whatever its type; empty if it is absent.
    std::string text(char const* pointer) const;

    std::string code() const { return text("/Code"); }

    // Of DescribeBackupTasks.
    std::string first_job(std::string const& member) const;

    // Of DescribeBackupTasks: the row of the table of phases that the first job shows, from 0; 6 is
    // finished. -1 if there is no job, or if it shows none of these.
    int first_job_row() const;

    // All but the RequestId, which is new every time.
    std::string without_request_id() const;
};

inline constexpr int kFinishedRow = 6;

// Calls the actions of a program on this machine for one tenant, over one connection that is kept.
// Throws std::runtime_error if the program hangs up or is not there.
class ApiClient {
  public:
    explicit ApiClient(std::uint16_t port, std::string_view tenant = kDefaultTenant)
        : client_{port}, tenant_{tenant} {}

    ApiAnswer create_backup(std::string_view instance);

    // The jobs that have not ended.
    ApiAnswer describe(std::string_view instance);

    ApiAnswer describe(std::string_view instance, std::string_view job_id);

    // For an answer that is to be waited for later: with read().
    void send_create_backup(std::string_view instance);
    ApiAnswer read();

    bool stays_silent(std::chrono::milliseconds time) { return client_.stays_silent(time); }

  private:
    void send(std::string_view query);

    RawClient client_;
    std::string tenant_;
};

}  // namespace rds::kit
