#pragma once

#include "server/identity/identities.hpp"
#include "server/log/log.hpp"
#include "storage/tenant/clock.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rds {

// The host that stands for 127.0.0.1 and, where it exists, ::1.
inline constexpr std::string_view kLocalhost = "localhost";

struct ListenAddress {
    std::string host;                   // kLocalhost, or an IP address, v6 without brackets
    std::optional<std::uint16_t> port;  // absent: Options::port

    bool operator==(ListenAddress const&) const = default;
};

enum class TlsMode : std::uint8_t {
    off,
    automatic,  // HTTP and HTTPS
    only,       // HTTPS
};

// Where the Recommend of an error leads.
enum class Recommend : std::uint8_t {
    service,  // as recorded
    local,    // to the call in this server's journal
};

inline constexpr std::chrono::seconds kJobDuration{6};

// The plan of new resources of a kind.
struct PlanChoice {
    std::optional<std::string> name;                    // absent: as the fixture says
    std::string source = "--plan";                      // who gave the name, for messages
    std::optional<std::chrono::milliseconds> duration;  // of built-in plans
};

// What the emulator is told to be when it starts.
struct Options {
    std::vector<ListenAddress> listen;  // empty: kLocalhost
    std::uint16_t port = 2014;          // 0: a free one
    int threads = 1;
    std::string port_file;         // empty: none
    bool stop_with_stdin = false;  // the end of standard input stops the emulator

    std::optional<TlsMode> tls;          // absent: off, or automatic if there is a tls_cert
    std::string tls_cert;                // empty: one is made
    std::string tls_key;                 // of tls_cert
    std::vector<std::string> tls_names;  // of the one that is made, beside its usual ones
    std::string tls_cert_file;           // empty: it is not written

    std::string fixture = "default";                     // a name or a path
    std::optional<std::string> fixture_json;             // if present, instead of `fixture`
    std::string fixture_json_source = "--fixture-json";  // who gave it, for messages
    std::vector<std::string> instances;                  // to add
    int max_accounts = 1024;                             // beside the default one
    // A tenant in memory that nobody has called for this long is dropped. Absent: none is.
    std::optional<std::chrono::milliseconds> account_idle;
    std::string data_dir;                // empty: tenants are kept in memory alone
    std::optional<int> backups_per_day;  // absent: as the fixture says; 0: no limit

    PlanChoice job_plan;       // without a duration: kJobDuration
    PlanChoice instance_plan;  // without a duration: as the fixture says
    bool uncapped_process = false;
    bool check_catalogue = false;

    std::optional<std::chrono::sys_time<std::chrono::milliseconds>> clock_start;  // absent: now
    std::optional<double> clock_speed;                                            // absent: 1
    std::optional<bool> clock_frozen;  // true: whatever the speed

    bool control = true;  // whether /_emulator/ is served
    bool strict = false;  // parameters that an action does not know are refused
    Recommend recommend = Recommend::service;
    identity::AuthMode auth = identity::AuthMode::off;
    std::chrono::milliseconds auth_max_skew = std::chrono::minutes{15};  // 0: not looked at
    std::string access_key_id;                     // a root key of the default tenant; empty: none
    std::string access_key_secret = "testsecret";  // of every root key without one of its own

    std::vector<std::string> control_hosts;  // DNS names, lower case: a Host that /_emulator/ takes
    std::string control_token;   // what callers of /_emulator/ must know; empty: nothing
    int journal_entries = 1000;  // of each tenant; 0: no journal is kept
    int journal_bytes = 1024 * 1024;

    int max_connections = 4096;
    int max_target_bytes = 256 * 1024;
    int max_header_bytes = 64 * 1024;
    int max_body_bytes = 1024 * 1024;
    int max_parameters = 1000;
    int max_value_bytes = 64 * 1024;
    std::chrono::milliseconds request_timeout = std::chrono::seconds{10};
    std::chrono::milliseconds idle_timeout = std::chrono::seconds{25};

    log::Format log_format = log::Format::text;
    log::Level log_level = log::Level::info;
};

// What the options about clocks ask for, if anything.
inline storage::ClockChange clock_change(Options const& options) {
    auto speed = options.clock_speed;
    if (options.clock_frozen) speed = *options.clock_frozen ? 0.0 : speed.value_or(1.0);
    return {options.clock_start, speed};
}

}  // namespace rds
