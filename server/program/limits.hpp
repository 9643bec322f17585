// Inside this layer only: the options that say how much and how long.
#pragma once

#include "server/program/declarations.hpp"
#include "server/program/read_into.hpp"

#include <array>
#include <string_view>

namespace rds::options {

inline constexpr std::string_view kBytes = "a whole number of bytes from 256 to 1073741824";

inline constexpr auto kLimits = std::to_array<Declaration>({
    {.name = "max-connections",
     .group = "Limits",
     .value = "N",
     .help = "Connections served at the same time [4096]",
     .expected = "a whole number from 1 to 1000000",
     .read = into<&Options::max_connections, 1, 1'000'000>},
    {.name = "max-target-bytes",
     .group = "Limits",
     .value = "N",
     .help = "Path and query of a request; more is HTTP 414 [262144]",
     .expected = kBytes,
     .read = bytes_into<&Options::max_target_bytes>},
    {.name = "max-header-bytes",
     .group = "Limits",
     .value = "N",
     .help = "Header fields of a request; more is HTTP 431 [65536]",
     .expected = kBytes,
     .read = bytes_into<&Options::max_header_bytes>},
    {.name = "max-body-bytes",
     .group = "Limits",
     .value = "N",
     .help = "Body of a request; more is HTTP 413 [1048576]",
     .expected = kBytes,
     .read = bytes_into<&Options::max_body_bytes>},
    {.name = "max-parameters",
     .group = "Limits",
     .value = "N",
     .help = "Parameters of a call [1000]",
     .expected = "a whole number from 1 to 1000000",
     .read = into<&Options::max_parameters, 1, 1'000'000>},
    {.name = "max-value-bytes",
     .group = "Limits",
     .value = "N",
     .help = "Value of a parameter, decoded [65536]",
     .expected = kBytes,
     .read = bytes_into<&Options::max_value_bytes>},
    {.name = "request-timeout",
     .group = "Limits",
     .value = "DURATION",
     .help = "Time to send a request, and to take its answer [10s]",
     .expected = "a duration above 0, like 500ms, 10s or 2m",
     .read = timeout_into<&Options::request_timeout, 1>},
    {.name = "idle-timeout",
     .group = "Limits",
     .value = "DURATION",
     .help = "Time without a request after which a connection is closed [25s]",
     .expected = "a duration of 1s or more, like 10s or 2m",
     .read = timeout_into<&Options::idle_timeout, 1000>},
});

}  // namespace rds::options
