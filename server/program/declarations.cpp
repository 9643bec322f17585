#include "server/program/declarations.hpp"

#include "server/program/limits.hpp"
#include "server/program/read_into.hpp"
#include "server/text/time.hpp"

#include <algorithm>
#include <array>

namespace rds::options {

namespace {

constexpr std::string_view kServer = "Server";
constexpr std::string_view kHttps = "HTTPS";
constexpr std::string_view kState = "State";
constexpr std::string_view kJobs = "Jobs";
constexpr std::string_view kClock = "Clock";
constexpr std::string_view kCallers = "Callers";
constexpr std::string_view kAnswers = "Answers";
constexpr std::string_view kControl = "Control API";
constexpr std::string_view kLog = "Log";
constexpr std::string_view kGeneral = "General";

constexpr std::string_view kOnOrOff = "true or false";
constexpr std::string_view kFile = "the path of a file";

constexpr auto kFirst = std::to_array<Declaration>({
    {.name = "listen",
     .group = kServer,
     .value = "ADDR",
     .help = "Address, or address:port, to listen on; repeats [127.0.0.1 and ::1]",
     .expected = "an IP address with or without a port, like 0.0.0.0:2014 or [::1]; left out, it "
                 "is localhost",
     .read = into<&Options::listen>,
     .is_list = true},
    {.name = "port",
     .group = kServer,
     .value = "N",
     .help = "Port of every address without its own; 0 takes a free one [2014]",
     .expected = "a port from 0 to 65535",
     .read = into<&Options::port, 0, 65535>},
    {.name = "port-file",
     .group = kServer,
     .value = "FILE",
     .help = "Write the port to FILE once the server is ready",
     .expected = kFile,
     .read = into<&Options::port_file>},
    {.name = "threads",
     .group = kServer,
     .value = "N",
     .help = "Threads that serve requests [1]",
     .expected = "a whole number from 1 to 64",
     .read = into<&Options::threads, 1, 64>},
    {.name = "stop-with-stdin",
     .group = kServer,
     .value = {},
     .help = "Stop when standard input ends, and so with the program that started this one",
     .expected = kOnOrOff,
     .read = into<&Options::stop_with_stdin>},

    {.name = "tls",
     .group = kHttps,
     .value = "MODE",
     .help = "off, auto (HTTPS beside HTTP on the same port) or only (HTTPS alone) [off]",
     .expected = "off, auto or only",
     .read = into<&Options::tls>},
    {.name = "tls-cert",
     .group = kHttps,
     .value = "FILE",
     .help = "Certificate to serve, PEM, with its chain; implies --tls auto [one is made]",
     .expected = kFile,
     .read = into<&Options::tls_cert>},
    {.name = "tls-key",
     .group = kHttps,
     .value = "FILE",
     .help = "Private key of --tls-cert, PEM",
     .expected = kFile,
     .read = into<&Options::tls_key>},
    {.name = "tls-name",
     .group = kHttps,
     .value = "NAME,NAME",
     .help = "Names of the certificate that is made, beside localhost and this machine's",
     .expected = "a DNS name such as rds.example.com, or an IP address",
     .read = [](std::string_view text,
                Options& to) { return read_certificate_name(text, to.tls_names); },
     .is_list = true},
    {.name = "tls-cert-file",
     .group = kHttps,
     .value = "FILE",
     .help = "Write the certificate to FILE once the server is ready, for clients to trust",
     .expected = kFile,
     .read = into<&Options::tls_cert_file>},

    {.name = "data-dir",
     .group = kState,
     .value = "DIR",
     .help = "Keep accounts in DIR, a file each, through restarts and crashes [in memory alone]",
     .expected = "the path of a folder",
     .read = into<&Options::data_dir>},
    {.name = "fixture",
     .group = kState,
     .value = "NAME|FILE",
     .help = "State that every new account starts with [default]",
     .expected = "the name of a fixture or the path of a file",
     .read = into<&Options::fixture>,
     .excludes = "fixture-json"},
    {.name = "fixture-json",
     .group = kState,
     .value = "JSON",
     .help = "The same, as a fixture document in place",
     .expected = "a fixture document",
     .read = into<&Options::fixture_json>,
     .excludes = "fixture",
     .source = &Options::fixture_json_source},
    {.name = "instances",
     .group = kState,
     .value = "ID,ID",
     .help = "Running MySQL 8.0 instances to add",
     .expected =
         "an instance ID of up to 64 letters, digits or hyphens, not beginning with a hyphen",
     .read = [](std::string_view text,
                Options& to) { return read_instance_id(text, to.instances); },
     .is_list = true},
    {.name = "max-accounts",
     .group = kState,
     .value = "N",
     .help = "Accounts kept at the same time [1024]",
     .expected = "a whole number from 1 to 100000",
     .read = into<&Options::max_accounts, 1, 100'000>},
    {.name = "account-idle",
     .group = kState,
     .value = "DURATION",
     .help = "Drop an account in memory after this time without a call, like 30m [off]",
     .expected = "off or a duration above 0, like 30m or 2h",
     .read = [](std::string_view text,
                Options& to) { return read_idle_time(text, to.account_idle); }},
    {.name = "backups-per-day",
     .group = kState,
     .value = "N",
     .help = "Manual backups of an instance in a day; 0: no limit [as the fixture says]",
     .expected = "a whole number from 0 to 1000000",
     .read = into<&Options::backups_per_day, 0, 1'000'000>},

    {.name = "job-plan",
     .group = kJobs,
     .value = "NAME",
     .help = "Plan of new jobs whose instance names none, like polls [as the fixture says]",
     .expected = "the name of a plan",
     .read = into<&Options::job_plan>,
     .source = &Options::job_plan_source},
    {.name = "job-duration",
     .group = kJobs,
     .value = "DURATION",
     .help = "How long the plans timed and failing take, like 500ms, 30m [6s]",
     .expected = "a duration of 0 or more, like 500ms, 6s, 30m, 2h or 1d",
     .read = into<&Options::job_duration>},
    {.name = "uncapped-process",
     .group = kJobs,
     .value = {},
     .help = "Let Process end at 125, as recorded, instead of 100",
     .expected = kOnOrOff,
     .read = into<&Options::uncapped_process>},

    {.name = "clock-start",
     .group = kClock,
     .value = "INSTANT",
     .help = "Time that clocks show at the start, like 2026-01-02T03:04:05Z [now]",
     .expected = text::kTimestampExample,
     .read = into<&Options::clock_start>},
    {.name = "clock-speed",
     .group = kClock,
     .value = "N",
     .help = "Seconds that clocks run in a second [1]",
     .expected = "a number above 0, at most 1000000",
     .read = into<&Options::clock_speed>,
     .excludes = "clock-frozen"},
    {.name = "clock-frozen",
     .group = kClock,
     .value = {},
     .help = "Let clocks stand still",
     .expected = kOnOrOff,
     .read = into<&Options::clock_frozen>,
     .excludes = "clock-speed"},

    {.name = "auth",
     .group = kCallers,
     .value = "MODE",
     .help = "What is checked of callers: off, signature, or ram, which adds policies [off]",
     .expected = "off, signature or ram",
     .read = into<&Options::auth>},
    {.name = "auth-max-skew",
     .group = kCallers,
     .value = "DURATION",
     .help = "How far a signed call's timestamp may be off; 0: any [15m]",
     .expected = "a duration of 0 or more, like 30s or 15m",
     .read = into<&Options::auth_max_skew>},
    {.name = "access-key-id",
     .group = kCallers,
     .value = "ID",
     .help = "A root key beside the fixture's: of the default account, or of its own 16 digits",
     .expected = "up to 128 printable characters without spaces or any of &=,;\"",
     .read = [](std::string_view text,
                Options& to) { return read_access_key_id(text, to.access_key_id); }},
    {.name = "access-key-secret",
     .group = kCallers,
     .value = "SECRET",
     .help = "Secret of root keys that have no other; rather use the variable [testsecret]",
     .expected = "a text that is not empty",
     .read = into<&Options::access_key_secret>},

    {.name = "strict",
     .group = kAnswers,
     .value = {},
     .help = "Refuse parameters that an action does not know, instead of passing them over",
     .expected = kOnOrOff,
     .read = into<&Options::strict>},
    {.name = "recommend",
     .group = kAnswers,
     .value = "WHERE",
     .help = "Where Recommend in errors leads: service, or local, to this journal [service]",
     .expected = "service or local",
     .read = into<&Options::recommend>},

    {.name = "control",
     .group = kControl,
     .value = "on|off",
     .help = "Whether /_emulator/ is served: clock, jobs, faults, journal, state [on]",
     .expected = "on or off",
     .read = [](std::string_view text, Options& to) { return read_on_or_off(text, to.control); }},
    {.name = "control-host",
     .group = kControl,
     .value = "NAME",
     .help = "Another name of this host that browsers may call /_emulator/ by; repeats",
     .expected = "a DNS name such as rds.example.com",
     .read = [](std::string_view text,
                Options& to) { return read_host_name(text, to.control_hosts); },
     .is_list = true},
    {.name = "control-token",
     .group = kControl,
     .value = "TOKEN",
     .help = "What callers of /_emulator/ must send as a bearer token; rather use the variable",
     .expected = "1 to 256 printable characters without spaces",
     .read = [](std::string_view text, Options& to) { return read_token(text, to.control_token); }},
    {.name = "journal-entries",
     .group = kControl,
     .value = "N",
     .help = "Calls that the journal of each account keeps; 0: none [1000]",
     .expected = "a whole number from 0 to 1000000",
     .read = into<&Options::journal_entries, 0, 1'000'000>},
    {.name = "journal-bytes",
     .group = kControl,
     .value = "N",
     .help = "Memory that the journal of each account may take [1048576]",
     .expected = kBytes,
     .read = bytes_into<&Options::journal_bytes>},
});

constexpr auto kRest = std::to_array<Declaration>({
    {.name = "log-format",
     .group = kLog,
     .value = "FORMAT",
     .help = "text or json [text]",
     .expected = "text or json",
     .read = into<&Options::log_format>},
    {.name = "log-level",
     .group = kLog,
     .value = "LEVEL",
     .help = "trace, debug, info, warn, error or off [info]",
     .expected = "trace, debug, info, warn, error or off",
     .read = into<&Options::log_level>},

    {.name = kConfig,
     .group = kGeneral,
     .value = "FILE",
     .help = "Read options from a TOML file",
     .expected = kFile,
     .read = [](std::string_view text, Options& /*to*/) { return !text.empty(); }},
});

template <std::size_t... kSizes>
constexpr auto joined(std::array<Declaration, kSizes> const&... parts) {
    std::array<Declaration, (kSizes + ...)> all{};
    auto* at = all.data();
    ((at = std::ranges::copy(parts, at).out), ...);
    return all;
}

constexpr auto kDeclarations = joined(kFirst, kLimits, kRest);

}  // namespace

std::span<Declaration const> declarations() {
    return kDeclarations;
}

Declaration const* declaration_of(std::string_view name) {
    auto const* const found = std::ranges::find(kDeclarations, name, &Declaration::name);
    return found == kDeclarations.end() ? nullptr : found;
}

std::string flag(Declaration const& declaration) {
    return std::string{"--"}.append(declaration.name);
}

std::string variable(Declaration const& declaration) {
    std::string name{"RDS_EMULATOR_"};
    for (auto const c : declaration.name) {
        name += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
    }
    return name;
}

}  // namespace rds::options
