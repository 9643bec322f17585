#include "server/program/serve.hpp"

#include "server/codec/read.hpp"
#include "server/emulator/emulator.hpp"
#include "server/http/server.hpp"
#include "server/log/log.hpp"
#include "server/program/lanes.hpp"
#include "server/program/port_file.hpp"
#include "server/program/ready.hpp"
#include "server/program/stop.hpp"
#include "server/program/tls_options.hpp"
#include "server/tls/kept_certificate.hpp"
#include "storage/tenant/data_directory.hpp"
#include "storage/tenant/tenant.hpp"
#include "storage/unusable.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace rds {

namespace {

namespace net = boost::asio;

// How long the end waits for whoever reads standard output and standard error.
constexpr std::chrono::milliseconds kLastWords{100};

storage::Instant machine_time() {
    return std::chrono::floor<storage::Duration>(std::chrono::system_clock::now());
}

storage::Duration uptime() {
    return std::chrono::floor<storage::Duration>(std::chrono::steady_clock::now().time_since_epoch()
    );
}

// Timers that run on this context, which must outlive them. One that has not been called off keeps
// the context at work.
control::Timers timers(net::io_context& context) {
    return [&context](std::chrono::milliseconds time, control::Task task) -> control::CallOff {
        // A timer is not for several threads at a time: its strand is where it ends and is ended.
        auto const timer = std::make_shared<net::steady_timer>(net::make_strand(context), time);
        timer->async_wait([timer, go = std::move(task)](boost::system::error_code error) {
            if (!error) go();
        });
        return [timer] {
            try {
                net::post(timer->get_executor(), [timer] { timer->cancel(); });
            } catch (std::bad_alloc const&) {
                return;  // the task then comes too late, which is nothing to it
            }
        };
    };
}

// What the options have the server listen on: each address once, and for localhost, which also
// stands for no --listen at all, 127.0.0.1 and, where there is IPv6, ::1.
std::vector<http::ListenOn> addresses_of(Options const& options) {
    std::vector<http::ListenOn> all;
    auto const add = [&all](std::string const& host, std::uint16_t port, bool where_it_exists) {
        http::Address const address{net::ip::make_address(host).to_string(), port};
        auto const same = std::ranges::find(all, address, &http::ListenOn::address);
        if (same == all.end()) return all.push_back({address, where_it_exists});
        same->where_it_exists = same->where_it_exists && where_it_exists;
    };
    auto listen = options.listen;
    if (listen.empty()) listen.push_back({std::string{kLocalhost}, std::nullopt});
    for (auto const& [host, own_port] : listen) {
        auto const port = own_port.value_or(options.port);
        add(host == kLocalhost ? "127.0.0.1" : host, port, false);
        if (host == kLocalhost) add("::1", port, true);
    }
    return all;
}

// What the port file says must be true of every address. Throws Unusable.
void require_one_port(std::vector<http::Address> const& addresses, Options const& options) {
    auto const& first = addresses.front();
    auto const other = std::ranges::find_if(addresses, [&first](http::Address const& address) {
        return address.port != first.port;
    });
    if (options.port_file.empty() || other == addresses.end()) return;
    throw Unusable{fmt::format(
        "--port-file: it holds one port, and {} and {} have two; give every --listen the same port",
        first.text(),
        other->text()
    )};
}

// Each family is listened on by itself, so that 0.0.0.0 and :: can stand side by side.
void say_which_families(std::vector<http::Address> const& addresses) {
    auto const has = [&addresses](std::string_view host) {
        return std::ranges::find(addresses, host, &http::Address::host) != addresses.end();
    };
    if (has("::") && !has("0.0.0.0"))
        log::info("--listen :: serves IPv6 alone; add --listen 0.0.0.0 to serve IPv4");
}

void warn_of_open_control(std::vector<http::Address> const& addresses, Options const& options) {
    auto const open = std::ranges::find_if_not(addresses, &http::Address::is_loopback);
    if (!options.control || !options.control_token.empty() || open == addresses.end()) return;
    log::warn(
        "whoever reaches {} may use the control API (/_emulator/): --control-token asks for a "
        "token, --control off switches it off",
        open->text()
    );
}

// What a task throws, such as want of memory, ends that task alone.
void run_until_stopped(net::io_context& context) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (std::exception const& error) {
            log::error("a task ended early: {}", error.what());
        }
    }
}

void run(net::io_context& context, int threads) {
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i)
        others.emplace_back([&] { run_until_stopped(context); });
    run_until_stopped(context);
}

// Descriptors that are no connection's: streams, listeners, what Asio needs and, of each tenant on
// disk, the files of its database.
int other_descriptors(Options const& options) {
    constexpr int kOfTheProgram = 64;
    constexpr int kOfADatabase = 3;  // itself, its -wal and its -shm
    return kOfTheProgram +
           (options.data_dir.empty() ? 0 : kOfADatabase * (1 + options.max_accounts));
}

http::Limits limits_of(Options const& options) {
    auto const connections =
        http::make_room_for(options.max_connections, other_descriptors(options));
    return {
        .target_bytes = static_cast<std::size_t>(options.max_target_bytes),
        .header_bytes = static_cast<std::size_t>(options.max_header_bytes),
        .body_bytes = static_cast<std::size_t>(options.max_body_bytes),
        .request_time = options.request_timeout,
        .idle_time = options.idle_timeout,
        .connections = static_cast<std::size_t>(connections),
    };
}

struct Named {
    std::string_view option;
    std::filesystem::path path;
};

// Where a path leads, whether or not something is there; empty if nobody can tell.
std::filesystem::path target(std::filesystem::path const& path) {
    std::error_code error;
    auto absolute = std::filesystem::absolute(path, error);
    if (error) return {};
    if (!absolute.has_filename()) absolute = absolute.parent_path();  // "folder/"
    auto result = std::filesystem::weakly_canonical(absolute, error);
    return error ? std::filesystem::path{} : result;
}

bool are_one(std::filesystem::path const& left, std::filesystem::path const& right) {
    std::error_code ignored;
    if (std::filesystem::equivalent(left, right, ignored)) return true;
    auto const led = target(left);  // one of them may not exist yet
    return !led.empty() && led == target(right);
}

// Whether the data directory keeps a file under this name, or would.
bool is_kept(std::filesystem::path const& path, std::filesystem::path const& data_dir) {
    auto const folder = path.has_parent_path() ? path.parent_path() : ".";
    if (!are_one(folder, data_dir)) return false;
    auto const name = path.filename();
    return storage::DataDirectory::is_own_name(name.string()) ||
           name == tls::kept_certificate_file({}) || name == tls::kept_key_file({});
}

// Refuses options that would have a file written that another option names, or that the data
// directory keeps. Compares where paths lead, not how they are spelt. Touches nothing.
void refuse_files_named_twice(Options const& options) {
    auto const is_fixture_a_file = !options.fixture_json && !codec::is_compiled_in(options.fixture);
    std::vector<Named> others{
        {"--fixture", is_fixture_a_file ? options.fixture : ""},
        {"--tls-cert", options.tls_cert},
        {"--tls-key", options.tls_key},
        {"--data-dir", options.data_dir}};
    for (auto const& written :
         {Named{"--port-file", options.port_file},
          Named{"--tls-cert-file", options.tls_cert_file}}) {
        if (written.path.empty()) continue;
        auto const is_same = [&written](Named const& other) {
            return !other.path.empty() && are_one(written.path, other.path);
        };
        auto const said = fmt::format("{}: {} is", written.option, written.path.string());
        if (auto const other = std::ranges::find_if(others, is_same); other != others.end())
            throw Unusable{fmt::format("{} the file of {} too; name another", said, other->option)};
        if (!options.data_dir.empty() && is_kept(written.path, options.data_dir))
            throw Unusable{said + " a file of --data-dir; name another"};
        others.push_back(written);
    }
}

void wind_up(std::string_view why, http::Server& server, Emulator& emulator, PortFile& port_file) {
    server.stop();
    port_file.withdraw();
    storage::stop_waiting_for_locks();
    emulator.stop_waiting();
    log::info("stopping: {}", why);
}

std::vector<http::Address> listen(http::Server& server, Options const& options) {
    auto addresses = server.listen_on_all(addresses_of(options));
    require_one_port(addresses, options);
    say_which_families(addresses);
    warn_of_open_control(addresses, options);
    return addresses;
}

}  // namespace

void serve(Options const& options) {
    auto const limits = limits_of(options);  // before anything is opened
    refuse_files_named_twice(options);
    net::io_context context{options.threads};
    Stop stop{context};
    Lanes lanes{context, options.data_dir.empty() ? Lanes::For::memory : Lanes::For::disk};
    Emulator emulator{
        options,
        {machine_time, [&lanes] { return lanes.make(); }, timers(context), uptime}};
    // Nothing runs in a tenant any more when the emulator goes, even if a failure ends it.
    auto const finish = [](Lanes* used) { used->finish(); };
    std::unique_ptr<Lanes, decltype(finish)> const finish_lanes{&lanes, finish};
    auto tls_certificate =
        certificate(options, std::chrono::floor<std::chrono::seconds>(machine_time()));
    http::Server server{
        context,
        options.threads,
        limits,
        [&emulator](http::Request const& request, http::Reply reply) {
            emulator.answer(request, std::move(reply));
        },
        server_tls(options, tls_certificate)};
    auto const addresses = listen(server, options);
    PortFile port_file{options.port_file, addresses.front().port};
    // The first step that changes files; all but a full disk has been ruled out by then.
    emulator.resume();
    if (tls_certificate) tls_certificate->place();
    stop.wait([&](std::string_view why) { wind_up(why, server, emulator, port_file); });
    if (options.stop_with_stdin) stop.wait_for_standard_input();
    emulator.set_ready();
    server.start();
    if (tls_certificate) announce(tls_certificate->certificate);
    port_file.place();
    auto const announced = announce_ready(addresses, emulator.example_instance(), options);
    run(context, options.threads);
    lanes.finish();
    emulator.keep_clocks();
    announced.wait_for(kLastWords);
}

}  // namespace rds
