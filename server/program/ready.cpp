#include "server/program/ready.hpp"

#include "server/log/log.hpp"
#include "server/log/writer.hpp"
#include "server/program/tls_options.hpp"
#include "server/text/query.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <unistd.h>

#include <string_view>
#include <thread>
#include <utility>

namespace rds {

namespace {

std::string urls(std::string_view scheme, std::vector<http::Address> const& addresses) {
    std::string text;
    for (auto const& address : addresses)
        text.append(" ").append(scheme).append(address.text());
    return text;
}

// A text as one word for a shell.
std::string shell_word(std::string_view text) {
    return "'" + boost::replace_all_copy(std::string{text}, "'", R"('\'')") + "'";
}

// Up to the address. Without a file to trust, an example cannot verify.
std::string curl_https(Options const& options) {
    if (options.tls_cert_file.empty()) return "curl -k 'https://";
    return "curl --cacert " + shell_word(options.tls_cert_file) + " 'https://";
}

std::string ready_line(std::vector<http::Address> const& addresses, TlsMode mode) {
    std::string line = "READY";
    if (mode != TlsMode::only) line += urls("http://", addresses);
    if (mode != TlsMode::off) line += urls("https://", addresses);
    return line + "\n";
}

std::string what_to_try(
    http::Address const& address,
    std::string const& example_instance,
    Options const& options
) {
    auto const example = fmt::format(
        "{}{}/?{}'",
        tls_mode(options) == TlsMode::only ? curl_https(options) : "curl 'http://",
        address.from_here().text(),
        text::example_query(example_instance)
    );
    auto const is_open = options.auth == identity::AuthMode::off;
    return fmt::format(
        "Try:  {}\nStop: Ctrl-C, or kill {}\n",
        is_open ? example : "your SDK; callers are checked (--auth), so curl alone is refused",
        getpid()
    );
}

}  // namespace

std::future<void> announce_ready(
    std::vector<http::Address> const& addresses,
    std::string const& example_instance,
    Options const& options
) {
    log::flush();  // what the start had to say comes first
    auto ready = ready_line(addresses, tls_mode(options));
    auto advice = options.log_format == log::Format::text
                      ? what_to_try(addresses.front(), example_instance, options)
                      : std::string{};
    std::packaged_task<void()> write{[ready = std::move(ready), advice = std::move(advice)] {
        log::write_all(STDOUT_FILENO, ready);
        log::write_all(STDERR_FILENO, advice);
    }};
    auto written = write.get_future();
    std::thread{std::move(write)}.detach();
    return written;
}

}  // namespace rds
