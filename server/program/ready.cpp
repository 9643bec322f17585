#include "server/program/ready.hpp"

#include "server/program/tls_options.hpp"
#include "server/text/example.hpp"
#include "storage/unusable.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace rds {

namespace {

// Whoever waits for the file must never read half of it, so it appears under its name complete.
void write_port_file(std::string const& path, std::uint16_t port) {
    auto const draft = fmt::format("{}.{}", path, getpid());
    std::ofstream file{draft};
    file << port << '\n';
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(draft, path, error);
    if (file && !error) return;
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw Unusable{
        fmt::format("--port-file: cannot write {}; its folder must exist and be writable", path)};
}

std::string urls(std::string_view scheme, std::vector<http::Address> const& addresses) {
    std::string text;
    for (auto const& address : addresses)
        text.append(" ").append(scheme).append(address.text());
    return text;
}

// A text as one word for a shell.
std::string shell_word(std::string_view text) {
    std::string result = "'";
    for (char const c : text) {
        if (c == '\'') result += "'\\'";
        result += c;
    }
    return result + "'";
}

// Up to the address. Without a file to trust, an example cannot verify.
std::string curl_https(Options const& options) {
    if (options.tls_cert_file.empty()) return "curl -k 'https://";
    return "curl --cacert " + shell_word(options.tls_cert_file) + " 'https://";
}

// To whoever still listens: one who has hung up stops nothing.
void say(std::FILE* to, std::string const& lines) {
    std::fputs(lines.c_str(), to);
    std::fflush(to);
}

}  // namespace

void announce_ready(
    std::vector<http::Address> const& addresses,
    std::string const& example_instance,
    Options const& options
) {
    if (!options.port_file.empty()) write_port_file(options.port_file, addresses.front().port);

    auto const served = schemes(options);
    std::string line = "READY";
    if (served != Schemes::https) line += urls("http://", addresses);
    if (served != Schemes::http) line += urls("https://", addresses);
    say(stdout, line + "\n");
    if (options.log_format != log::Format::text) return;
    auto const example = fmt::format(
        "{}{}/?{}'",
        served == Schemes::https ? curl_https(options) : "curl 'http://",
        addresses.front().from_here().text(),
        text::example_query(example_instance)
    );
    auto const is_open = options.auth == identity::AuthMode::off;
    say(stderr,
        fmt::format(
            "Try:  {}\nStop: Ctrl-C, or kill {}\n",
            is_open ? example : "your SDK; callers are checked (--auth), so curl alone is refused",
            getpid()
        ));
}

void remove_port_file(std::string const& port_file) {
    std::error_code ignored;
    if (!port_file.empty()) std::filesystem::remove(port_file, ignored);
}

}  // namespace rds
