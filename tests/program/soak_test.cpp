// Memory stays flat under a mixed load. The jobs are made before: what tenants hold grows by
// design, and is not what this looks for.
#include "tests/kit/patience.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/data_folder.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <array>
#include <fstream>
#include <iostream>
#include <optional>

namespace rds {

namespace {

using kit::ApiClient;
using kit::ChildProgram;
using kit::RawClient;

constexpr std::array<std::string_view, 3> kTenants{
    "1000000000000000",
    "1111111111111111",
    "2222222222222222"};
constexpr int kJobs = 20;
constexpr std::size_t kRoundsForAConnection = 10;

// What the allocator takes now and then. A leak of 200 bytes shows in so many requests, and a
// smaller one in more rounds.
constexpr long kMayGrowBy = 512 * 1024;
std::size_t const kRequests = kit::rounds(2700);

struct Request {
    std::string text;
    int status;
};

std::string get(std::string_view tenant, std::string_view query) {
    std::string request{"GET /?AccessKeyId="};
    request.append(tenant).append("&").append(query);
    return request.append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

std::string post_form(std::string_view tenant, std::string_view query) {
    auto const body = std::string{"AccessKeyId="}.append(tenant).append("&").append(query);
    std::string request{
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: "};
    return request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

// What clients do, right and wrong.
std::vector<Request> mix(std::string_view tenant) {
    auto const describe = [](std::string_view more) {
        return std::string{"Action=DescribeBackupTasks&DBInstanceId=rm-held&Format="}.append(more);
    };
    return {
        {get(tenant, describe("JSON")), 200},
        {get(tenant, describe("XML")), 200},
        {post_form(tenant, describe("JSON&BackupJobId=4762620")), 200},
        {get(tenant, describe("JSON&BackupJobId=1")), 200},
        {get(tenant, describe("JSON&BackupJobId=one")), 400},
        {get(tenant, "Action=DescribeBackupTasks&DBInstanceId=rm-nowhere"), 404},
        {post_form(tenant, "Action=CreateBackup&DBInstanceId=rm-held&Format=JSON"), 400},
        {get(tenant, "Action=DescribeBackupTask&DBInstanceId=rm-held"), 404},
        {get(tenant, "Action=CreateBackup&BackupMethod=Physical"), 400},
    };
}

class Soak : public testing::Test {
  protected:
    void start(std::vector<std::string> arguments) {
        arguments.insert(
            arguments.end(),
            // A journal that is full before the warm-up ends.
            {"--journal-entries",
             "100",
             "--fixture-json",
             R"({"instances": [{"id": "rm-instant", "jobPlan": "instant"},)"
             R"( {"id": "rm-held", "jobPlan": "held"}]})"}
        );
        program_.emplace(arguments);
        port_ = program_->wait_until_ready();
        ASSERT_NE(port_, 0) << program_->standard_error();
        for (auto const tenant : kTenants) {
            ApiClient client{port_, tenant};
            for (int job = 0; job < kJobs; ++job)
                ASSERT_EQ(client.create_backup("rm-instant").status, 200);
            ASSERT_EQ(client.create_backup("rm-held").status, 200);
            requests_.push_back(mix(tenant));
        }
    }

    // Returns how many requests were answered.
    std::size_t load() {
        std::size_t answered = 0;
        while (answered < kRequests && !HasFailure()) {
            RawClient client{port_};
            for (std::size_t round = 0; round < kRoundsForAConnection; ++round)
                answered += send_mix(client);
        }
        return answered;
    }

    long resident_bytes() {
        std::ifstream statm{"/proc/" + std::to_string(program_->pid()) + "/statm"};
        long size = 0;
        long resident = 0;
        statm >> size >> resident;
        return resident * ::sysconf(_SC_PAGESIZE);
    }

    void expect_flat_memory() {
        load();
        auto const warm = resident_bytes();
        ASSERT_GT(warm, 0);

        auto const answered = load();

        auto const grown = resident_bytes() - warm;
        std::cout << answered << " requests, " << warm << " bytes, grown by " << grown << '\n';
        EXPECT_LE(grown, kMayGrowBy);
    }

  private:
    std::size_t send_mix(RawClient& client) {
        std::size_t answered = 0;
        for (auto const& tenant : requests_) {
            for (auto const& [text, status] : tenant) {
                EXPECT_EQ(client.ask(text).status, status) << text;
                ++answered;
            }
        }
        return answered;
    }

    std::optional<ChildProgram> program_;
    std::uint16_t port_ = 0;
    std::vector<std::vector<Request>> requests_;
};

TEST_F(Soak, LeavesMemoryFlat) {
    ASSERT_NO_FATAL_FAILURE(start({"--port", "0", "--listen", "127.0.0.1", "--log-level", "error"})
    );
    expect_flat_memory();
}

TEST_F(Soak, OfKeptTenantsLeavesMemoryFlat) {
    kit::DataFolder const data;
    ASSERT_NO_FATAL_FAILURE(start(kit::quietly_keeping_in(data.path())));
    expect_flat_memory();
}

}  // namespace

}  // namespace rds
