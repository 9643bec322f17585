#include "server/program/stop.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/strand.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace rds {

namespace {

namespace net = boost::asio;
using boost::system::error_code;

bool is_ignored(int signal) {
    struct sigaction inherited {};

    ::sigaction(signal, nullptr, &inherited);
    return inherited.sa_handler == SIG_IGN;
}

std::string_view name_of(int signal) {
    if (signal == SIGHUP) return "SIGHUP";
    return signal == SIGINT ? "SIGINT" : "SIGTERM";
}

void exit_at_once(int signal) {
    constexpr int kSignalled = 128;
    std::_Exit(kSignalled + signal);
}

// The end of standard input and SIGTERM often come together, from whoever ends a child: that is one
// wish to stop in good order.
void exit_next_time(int signal) {
    std::signal(signal, exit_at_once);
}

// Opened anew where possible: Asio makes its descriptor non-blocking, which whoever shares standard
// input, such as the shell whose terminal it is, must not come to feel.
int open_standard_input() {
    int const own = ::open("/proc/self/fd/0", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return own >= 0 ? own : ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
}

}  // namespace

Stop::Stop(net::io_context& context)
    : signals_{net::make_strand(context), SIGINT, SIGTERM}, input_{signals_.get_executor()} {
    if (!is_ignored(SIGHUP)) signals_.add(SIGHUP);
}

void Stop::wait(Function stop) {
    stop_ = std::move(stop);
    signals_.async_wait([this](error_code error, int number) {
        if (!error) end(name_of(number), exit_at_once);
    });
}

void Stop::wait_for_standard_input() {
    // In the background of a terminal, reading would stop the process; now it fails.
    std::signal(SIGTTIN, SIG_IGN);
    error_code error;
    input_.assign(open_standard_input(), error);
    read();  // which fails if there is nothing to read from
}

void Stop::read() {
    input_.async_read_some(net::buffer(dropped_), [this](error_code error, std::size_t) {
        if (error) {
            end("standard input has ended", exit_next_time);
        } else {
            read();
        }
    });
}

// The next signal is not waited for by the context, which must run out of work, and is not left to
// the kernel's default, which spares process 1 of a container. A second SIGHUP changes nothing: a
// closing terminal sends two, one of them by its shell.
void Stop::end(std::string_view why, void (*next_signal)(int)) {
    if (std::exchange(is_ending_, true)) return;
    error_code ignored;
    signals_.cancel(ignored);
    for (auto const each : {SIGINT, SIGTERM}) {
        signals_.remove(each, ignored);
        std::signal(each, next_signal);
    }
    input_.close(ignored);
    stop_(why);
}

}  // namespace rds
