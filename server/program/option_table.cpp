#include "server/program/option_table.hpp"

#include "server/text/ascii.hpp"
#include "server/text/time.hpp"
#include "server/tls/names.hpp"
#include "storage/tenant/clock.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::options {

namespace {

using namespace std::chrono_literals;

constexpr auto kFile = "the path of a file";

std::optional<std::string> instance_id(std::string_view text) {
    if (!text::is_instance_id(text)) return std::nullopt;
    return std::string{text};
}

Value bytes(int Options::*member) {
    return number(member, 256, 1024 * 1024 * 1024, "a whole number of bytes");
}

std::optional<std::string> not_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return std::string{text};
}

// Of printable characters.
std::optional<std::string> word(std::string_view text, std::size_t longest) {
    auto const is_printable = [](char c) { return c > ' ' && c <= '~'; };
    if (text.size() > longest || !std::ranges::all_of(text, is_printable)) return std::nullopt;
    return not_empty(text);
}

// It stands in headers and queries, which are cut at some characters.
std::optional<std::string> access_key_id(std::string_view text) {
    return text.find_first_of("&=,;\"") == std::string_view::npos ? word(text, 128) : std::nullopt;
}

std::optional<std::string> token(std::string_view text) {
    return word(text, 256);
}

// A name in lower case.
std::optional<std::string> host_name(std::string_view text) {
    auto name = tls::certificate_name(text);
    if (!name || name->starts_with('*') || tls::ip_address(*name)) return std::nullopt;
    return name;
}

std::optional<double> clock_speed(std::string_view text) {
    auto const value = text::number<double>(text);  // of a NaN all comparisons are false
    return value && *value > 0 && *value <= storage::kFastestClock ? value : std::nullopt;
}

bool fixture_json(std::string_view text, Options& options, std::string const& source) {
    if (text.empty()) return false;
    options.fixture_json = text;
    options.fixture_json_source = source;
    return true;
}

bool read_plan(std::string_view name, PlanChoice& choice, std::string const& source) {
    if (name.empty()) return false;
    choice.name = name;
    choice.source = source;
    return true;
}

bool read_plan_duration(std::string_view text, PlanChoice& choice, std::string const& /*source*/) {
    auto const duration = duration_from(text, 0ms);
    if (duration) choice.duration = duration;
    return duration.has_value();
}

// KIND=TEXT, whose text `read` reads for the plan of this kind.
Value of_kind(std::string_view what, auto const& read) {
    auto const by_kind =
        [read](std::string_view text, Options& options, std::string const& source) {
            auto const equals = std::min(text.find('='), text.size());
            auto const kind = text.substr(0, equals);
            auto const value = text.substr(std::min(equals + 1, text.size()));
            if (kind == "job") return read(value, options.job_plan, source);
            return kind == "instance" && read(value, options.instance_plan, source);
        };
    return {fmt::format("job or instance, an equals sign and {}", what), by_kind, true};
}

using IdleTime = std::optional<std::chrono::milliseconds>;

std::optional<IdleTime> idle_time(std::string_view text) {
    if (means(text, "off")) return IdleTime{};
    auto const time = duration_from(text, 1ms);
    if (!time) return std::nullopt;
    return IdleTime{time};
}

}  // namespace

std::vector<Group> const kOptionGroups{
    {"Server",
     {{"--listen ADDR",
       "Address, or address:port, to listen on; repeats [localhost: 127.0.0.1 and ::1]",
       list(
           &Options::listen,
           "localhost or an IP address, with or without a port, like 0.0.0.0:2014 or [::1]",
           listen_address
       )},
      {"--port N",
       "Port of every address without its own; 0 takes one that is free on all [2014]",
       number(&Options::port, 0, UINT16_MAX, "a port")},
      {"--port-file FILE",
       "Write the port to FILE once the server is ready",
       single(&Options::port_file, kFile, not_empty)},
      {"--threads N", "Threads that serve requests [1]", number(&Options::threads, 1, 64)},
      {"--stop-with-stdin",
       "Stop when standard input ends, and so with the program that started this one",
       toggle(&Options::stop_with_stdin)}}},
    {"HTTPS",
     {{"--tls MODE",
       "off, auto (HTTPS beside HTTP on the same port) or only (HTTPS alone) [off]",
       one_of(
           &Options::tls,
           {{"off", TlsMode::off}, {"auto", TlsMode::automatic}, {"only", TlsMode::only}}
       ),
       true},
      {"--tls-cert FILE",
       "Certificate to serve, PEM, with its chain; implies --tls auto [one is made]",
       single(&Options::tls_cert, kFile, not_empty)},
      {"--tls-key FILE",
       "Private key of --tls-cert, PEM",
       single(&Options::tls_key, kFile, not_empty)},
      {"--tls-name NAME,NAME",
       "Names of the certificate that is made, beside localhost and this machine's",
       list(
           &Options::tls_names,
           "a DNS name such as rds.example.com, or an IP address",
           tls::certificate_name
       )},
      {"--tls-cert-file FILE",
       "Write the certificate to FILE before the server is ready, for clients to trust",
       single(&Options::tls_cert_file, kFile, not_empty)}}},
    {"State",
     {{"--data-dir DIR",
       "Keep accounts in DIR, a file each, through restarts and crashes [in memory alone]",
       single(&Options::data_dir, "the path of a folder", not_empty)},
      {"--fixture NAME|FILE",
       "State that every new account starts with [default]",
       single(&Options::fixture, "the name of a fixture or the path of a file", not_empty)},
      {"--fixture-json JSON",
       "The same, as a fixture document in place",
       {"a fixture document", fixture_json}},
      {"--instances ID,ID",
       "Running MySQL 8.0 instances to add",
       list(
           &Options::instances,
           "an instance ID of up to 64 letters, digits or hyphens, not beginning with a hyphen",
           instance_id
       )},
      {"--max-accounts N",
       "Accounts at the same time, beside the default one [1024]",
       number(&Options::max_accounts, 1, 100'000)},
      {"--account-idle DURATION",
       "Drop an account in memory after this time without a call, like 30m [off]",
       single(&Options::account_idle, "off or a duration above 0, like 30m or 2h", idle_time)},
      {"--backups-per-day N",
       "Manual backups of an instance in a day; 0: no limit [as the fixture says]",
       number(&Options::backups_per_day, 0, 1'000'000)}}},
    {"Plans",
     {{"--plan KIND=NAME",
       "Plan of jobs or instances, like instance=instant; repeats [as the fixture says]",
       of_kind("the name of a plan, like instance=instant", read_plan)},
      {"--duration KIND=DURATION",
       "How long their built-in plans take, like job=30m; repeats [job=6s,instance=2s]",
       of_kind("a duration of 0 or more, like instance=500ms", read_plan_duration)},
      {"--job-plan NAME",
       "Short for --plan job=NAME",
       {"the name of a plan",
        [](std::string_view text, Options& options, std::string const& source) {
            return read_plan(text, options.job_plan, source);
        }}},
      {"--job-duration DURATION",
       "Short for --duration job=DURATION",
       {"a duration of 0 or more, like 500ms, 6s, 30m, 2h or 1d",
        [](std::string_view text, Options& options, std::string const& source) {
            return read_plan_duration(text, options.job_plan, source);
        }}}}},
    {"Clock",
     {{"--clock-start INSTANT",
       "Time that clocks show at the start, like 2026-01-02T03:04:05Z [now]",
       single(&Options::clock_start, std::string{text::kTimestampExample}, text::parse_timestamp)},
      {"--clock-speed N",
       "Seconds that clocks run in a second [1]",
       single(&Options::clock_speed, "a number above 0, at most 1000000", clock_speed)},
      {"--clock-frozen", "Let clocks stand still", toggle(&Options::clock_frozen)}}},
    {"Callers",
     {{"--auth MODE",
       "What is checked of callers: off, signature, or ram, which adds policies [off]",
       one_of(
           &Options::auth,
           {{"off", identity::AuthMode::off},
            {"signature", identity::AuthMode::signature},
            {"ram", identity::AuthMode::ram}}
       ),
       true},
      {"--auth-max-skew DURATION",
       "How far a signed call's timestamp may be off; 0: any [15m]",
       duration(&Options::auth_max_skew, 0ms, "a duration of 0 or more, like 30s or 15m")},
      {"--access-key-id ID",
       "A root key beside the fixture's: of the default account, or of its own 16 digits",
       single(
           &Options::access_key_id,
           "up to 128 printable characters without spaces or any of &=,;\"",
           access_key_id
       )},
      {"--access-key-secret SECRET",
       "Secret of root keys that have no other; rather use the variable [testsecret]",
       single(&Options::access_key_secret, "a text of at least one character", not_empty),
       true}}},
    {"Answers",
     {{"--strict",
       "Refuse parameters that an action does not know, instead of passing them over",
       toggle(&Options::strict)},
      {"--recommend WHERE",
       "Where Recommend in errors leads: service, or local, to this journal [service]",
       one_of(&Options::recommend, {{"service", Recommend::service}, {"local", Recommend::local}})},
      {"--check-catalogue",
       "Refuse instance classes, zones and minor versions that the emulator does not know",
       toggle(&Options::check_catalogue)},
      {"--uncapped-process",
       "Let Process end at 125, as recorded, instead of 100",
       toggle(&Options::uncapped_process)}}},
    {"Control API",
     {{"--control on|off",
       "Whether /_emulator/ is served: clock, jobs, faults, journal, state [on]",
       one_of(&Options::control, {{"on", true}, {"off", false}}),
       true},
      {"--control-host NAME",
       "Another name of this host that browsers may call /_emulator/ by; repeats",
       list(&Options::control_hosts, "a DNS name such as rds.example.com", host_name)},
      {"--control-token TOKEN",
       "What callers of /_emulator/ must send as a bearer token; rather use the variable",
       single(&Options::control_token, "1 to 256 printable characters without spaces", token),
       true},
      {"--journal-entries N",
       "Calls that the journal of each account keeps; 0: none [1000]",
       number(&Options::journal_entries, 0, 1'000'000)},
      {"--journal-bytes N",
       "Memory that the journal of each account may take [1048576]",
       bytes(&Options::journal_bytes)}}},
    {"Limits",
     {{"--max-connections N",
       "Connections served at the same time [4096]",
       number(&Options::max_connections, 1, 1'000'000)},
      {"--max-target-bytes N",
       "Path and query of a request; more is HTTP 414 [262144]",
       bytes(&Options::max_target_bytes)},
      {"--max-header-bytes N",
       "Header fields of a request; more is HTTP 431 [65536]",
       bytes(&Options::max_header_bytes)},
      {"--max-body-bytes N",
       "Body of a request; more is HTTP 413 [1048576]",
       bytes(&Options::max_body_bytes)},
      {"--max-parameters N",
       "Parameters of a call [1000]",
       number(&Options::max_parameters, 1, 1'000'000)},
      {"--max-value-bytes N",
       "Value of a parameter, decoded [65536]",
       bytes(&Options::max_value_bytes)},
      {"--request-timeout DURATION",
       "Time to send a request, and to take its answer [10s]",
       duration(&Options::request_timeout, 1ms, "a duration above 0, like 500ms, 10s or 2m")},
      {"--idle-timeout DURATION",
       "Time without a request after which a connection is closed [25s]",
       duration(&Options::idle_timeout, 1s, "a duration of 1s or more, like 10s or 2m")}}},
    {"Log",
     {{"--log-format FORMAT",
       "text or json [text]",
       one_of(&Options::log_format, {{"text", log::Format::text}, {"json", log::Format::json}})},
      {"--log-level LEVEL",
       "trace, debug, info, warn, error or off [info]",
       one_of(
           &Options::log_level,
           {{"trace", log::Level::debug},  // nothing is finer
            {"debug", log::Level::debug},
            {"info", log::Level::info},
            {"warn", log::Level::warn},
            {"error", log::Level::error},
            {"off", log::Level::off}}
       )}}},
};

}  // namespace rds::options
