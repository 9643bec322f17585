// Starts the program again and again and prints, in milliseconds and ascending, how long each start
// took until its first answer had arrived.
//
//     first_answer PROGRAM TIMES
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using boost::asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kRequest =
    "GET /?Action=DescribeBackupTasks&DBInstanceId=rm-uf6wjk5xxxxxxx HTTP/1.1\r\n"
    "Host: localhost\r\nConnection: close\r\n\r\n";
constexpr auto kPatience = std::chrono::seconds{10};

// One that nobody has now.
std::uint16_t free_port() {
    boost::asio::io_context context;
    tcp::acceptor const acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    return acceptor.local_endpoint().port();
}

void ask_until_answered(std::uint16_t port) {
    boost::asio::io_context context;
    tcp::endpoint const server{boost::asio::ip::address_v4::loopback(), port};
    for (auto const until = Clock::now() + kPatience; Clock::now() < until;) {
        tcp::socket socket{context};
        boost::system::error_code error;
        socket.connect(server, error);
        if (error) {
            std::this_thread::sleep_for(std::chrono::microseconds{100});
            continue;
        }
        boost::asio::write(socket, boost::asio::buffer(kRequest));
        std::string answer;
        boost::asio::read_until(socket, boost::asio::dynamic_buffer(answer), "\r\n\r\n");
        if (!answer.starts_with("HTTP/1.1 200")) throw std::runtime_error{answer};
        return;
    }
    throw std::runtime_error{"no answer"};
}

double milliseconds_to_first_answer(std::string program) {
    std::string port = std::to_string(free_port());
    std::string port_flag = "--port";
    std::string log_flag = "--log-level";
    std::string log_level = "off";
    std::array arguments{
        program.data(),
        port_flag.data(),
        port.data(),
        log_flag.data(),
        log_level.data(),
        static_cast<char*>(nullptr)};
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);

    auto const begin = Clock::now();
    pid_t pid = 0;
    if (posix_spawn(&pid, program.c_str(), &files, nullptr, arguments.data(), environ) != 0)
        throw std::runtime_error{"cannot start " + program};
    posix_spawn_file_actions_destroy(&files);
    ask_until_answered(static_cast<std::uint16_t>(std::stoul(port)));
    std::chrono::duration<double, std::milli> const taken = Clock::now() - begin;

    kill(pid, SIGTERM);
    waitpid(pid, nullptr, 0);
    return taken.count();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 3) throw std::invalid_argument{"first_answer PROGRAM TIMES"};
        std::vector<double> times(std::stoul(argv[2]));
        std::ranges::generate(times, [&] { return milliseconds_to_first_answer(argv[1]); });
        std::ranges::sort(times);
        for (auto const time : times)
            std::printf("%.1f\n", time);
        return EXIT_SUCCESS;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "first_answer: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
