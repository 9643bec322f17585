#pragma once

#include "server/log/log.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rds {

struct ListenAddress {
    std::string host;                   // an IP address, v6 without brackets
    std::optional<std::uint16_t> port;  // absent: Options::port

    bool operator==(ListenAddress const&) const = default;
};

// What the emulator is told to be when it starts.
struct Options {
    std::vector<ListenAddress> listen;  // empty: 127.0.0.1 and, where it exists, ::1
    std::uint16_t port = 2014;          // 0: a free one
    std::string port_file;              // empty: none
    int threads = 1;

    std::string fixture = "default";                     // a name or a path
    std::optional<std::string> fixture_json;             // if present, instead of `fixture`
    std::string fixture_json_source = "--fixture-json";  // who gave it, for messages
    std::vector<std::string> instances;                  // to add
    int max_accounts = 256;
    std::optional<int> backups_per_day;  // absent: as the fixture says; 0: no limit

    std::optional<std::string> job_plan;  // absent: as the fixture says
    std::string job_plan_source = "--job-plan";
    std::chrono::milliseconds job_duration = std::chrono::seconds{6};
    bool uncapped_process = false;

    std::optional<std::chrono::sys_time<std::chrono::milliseconds>> clock_start;  // absent: now
    double clock_speed = 1.0;
    bool clock_frozen = false;  // whatever the speed

    log::Format log_format = log::Format::text;
    log::Level log_level = log::Level::info;
};

}  // namespace rds
