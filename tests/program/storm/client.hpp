// One of many clients at once: what it calls is chosen at random, and it remembers what came of it.
#pragma once

#include "tests/program/storm/connection.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storm {

inline constexpr std::string_view kFixture = R"({
    "plans": [{"name": "patient", "kind": "polls", "polls": 2},
              {"name": "broken", "kind": "failing", "duration": "4s", "failsIn": "Waiting"}],
    "instances": [{"id": "rm-timed"}, {"id": "rm-polls", "jobPlan": "patient"},
                  {"id": "rm-fails", "jobPlan": "broken"}, {"id": "rm-held", "jobPlan": "held"},
                  {"id": "rm-instant", "jobPlan": "instant"}]
})";

// A call of the API.
struct Sent {
    std::string tag;     // its User-Agent
    std::string action;  // "CreateBackup"
    int status = 0;      // 0: no whole answer came
    std::string request_id{};
    std::string job_id{};  // of a job that it made
};

// The tenants in their order: every key is a tenant of its own.
std::string key_of(int tenant);

// The first half of the tenants only ever goes forward, so that what happened there adds up in the
// end; the others are also reset, loaded, restored and forked into.
inline constexpr int kTenants = 16;
inline constexpr int kSteadyTenants = kTenants / 2;

class Client {
  public:
    // What it calls follows from the seed.
    Client(std::uint16_t port, int number, unsigned seed);

    // Fails the test on an answer that must not be.
    void call(int times);

    int tenant() const { return number_ % kTenants; }

    std::vector<Sent> const& sent() const { return sent_; }

  private:
    int below(int most) { return std::uniform_int_distribution<int>{0, most - 1}(dice_); }

    std::string_view one_of(std::vector<std::string_view> const& some);

    bool is_steady() const { return tenant() < kSteadyTenants; }

    void act();
    void call_api(std::string const& action, std::string_view parameters);
    void control(
        std::string_view method,
        std::string const& path,
        std::string_view body = {},
        std::optional<std::string> const& tenant = std::nullopt
    );

    void turn_clock();
    void edit_faults();
    void edit_job();
    void ask_journal();
    void use_snapshots();
    void look_around();
    void delete_tenant();
    void begin_again();

    int const number_;
    std::string const key_;
    Connection connection_;
    std::mt19937 dice_;
    std::vector<Sent> sent_;
};

}  // namespace rds::storm
