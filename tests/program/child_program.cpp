#include "tests/program/child_program.hpp"

#include "tests/kit/patience.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace rds::kit {

namespace {

constexpr int kSignalled = 1000;

#ifdef __SANITIZE_THREAD__
constexpr bool kLosesSignals = true;  // g++ 12's runtime, now and then: the kernel has delivered it
#else
constexpr bool kLosesSignals = false;
#endif

std::string content(std::filesystem::path const& path) {
    std::ifstream file{path};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts)
        all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

// Its end to read from, its end to write to.
std::array<int, 2> new_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"cannot make a pipe"};
    return ends;
}

// Until whoever writes must wait.
void fill(int pipe) {
    ::fcntl(pipe, F_SETFL, O_NONBLOCK);
    std::string const piece(4096, 'x');
    while (::write(pipe, piece.data(), piece.size()) > 0) {
    }
    ::fcntl(pipe, F_SETFL, 0);
}

void add_new_file(
    posix_spawn_file_actions_t& files,
    int descriptor,
    std::filesystem::path const& path
) {
    constexpr auto kNew = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, descriptor, path.c_str(), kNew, S_IRUSR | S_IWUSR);
}

// The port of the READY line's first address; 0 if the line is not whole yet.
std::uint16_t port_in(std::string const& line) {
    if (line.find('\n') == std::string::npos) return 0;
    auto const begin = line.find("://");
    if (begin == std::string::npos) return 0;
    auto const address = line.substr(0, line.find_first_of(" \n", begin));
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

}  // namespace

ChildProgram::ChildProgram(
    std::vector<std::string> arguments,
    std::vector<std::string> environment,
    Output output,
    int standard_input
) {
    arguments.insert(arguments.begin(), RDS_EMULATOR_BINARY);
    environment.emplace_back("PATH=/usr/bin:/bin");
    auto const argv = pointers(arguments);
    auto const envp = pointers(environment);

    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, standard_input, STDIN_FILENO);
    int into = -1;
    if (output != Output::kept) {
        auto const ends = new_pipe();
        into = ends[1];
        if (output == Output::stuck) {
            fill(into);
            unread_ = ends[0];
        } else {
            ::close(ends[0]);
        }
        posix_spawn_file_actions_adddup2(&files, into, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&files, into, STDERR_FILENO);
    } else {
        add_new_file(files, STDOUT_FILENO, folder_.path() / "out");
        add_new_file(files, STDERR_FILENO, folder_.path() / "err");
    }
    auto const failed = posix_spawn(&pid_, argv[0], &files, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&files);
    if (into >= 0) ::close(into);
    if (failed != 0) throw std::runtime_error{"cannot start " RDS_EMULATOR_BINARY};
}

ChildProgram::~ChildProgram() {
    if (!has_ended()) {
        signal(SIGKILL);
        wait();
    }
    if (unread_ >= 0) ::close(unread_);
}

bool ChildProgram::has_ended() {
    if (pid_ < 0) return true;
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
    pid_ = -1;
    return true;
}

bool ChildProgram::ends_within(std::chrono::seconds time) {
    return comes_true([this] { return has_ended(); }, time);
}

int ChildProgram::wait() {
    if (!ends_within(kPatience) && kLosesSignals && last_signal_ != 0) {
        signal(last_signal_);
        ends_within(kPatience);
    }
    return exit_code_;
}

std::uint16_t ChildProgram::wait_until_ready() {
    std::uint16_t port = 0;
    comes_true([&] { return has_ended() || (port = port_in(standard_output())) != 0; });
    return port;
}

void ChildProgram::signal(int number) {
    if (pid_ > 0) ::kill(pid_, number);
    last_signal_ = number;
}

std::string ChildProgram::standard_output() const {
    return content(folder_.path() / "out");
}

std::string ChildProgram::standard_error() const {
    return content(folder_.path() / "err");
}

std::string ChildProgram::standard_error_with(std::string_view text) const {
    comes_true([&] { return standard_error().find(text) != std::string::npos; });
    return standard_error();
}

}  // namespace rds::kit
