// Files that options name: what is there and not ours stays, however a start ends.
#include "server/tls/kept_certificate.hpp"
#include "tests/program/api_client.hpp"
#include "tests/program/child_program.hpp"
#include "tests/program/data_folder.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

namespace rds {

namespace {

namespace fs = std::filesystem;
using kit::ChildProgram;
using kit::kCannotStart;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Arguments = std::vector<std::string>;

std::string content_of(fs::path const& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void put(fs::path const& path, std::string_view text) {
    std::ofstream{path, std::ios::binary} << text;
}

tls::Certificate const& certificate() {
    static auto const made = tls::self_signed(
        tls::generate_key(),
        {"localhost"},
        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
    );
    return made;
}

void make_socket(fs::path const& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const text = path.string();
    ASSERT_LT(text.size(), sizeof address.sun_path);
    text.copy(address.sun_path, text.size());
    int const descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_GE(descriptor, 0);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<sockaddr const*>(&address), sizeof address), 0);
    ::close(descriptor);
}

// What may be at a path that an option names.
struct Kind {
    std::string name;
    std::function<void(fs::path const&)> make;
};

std::vector<Kind> const& kinds() {
    static std::vector<Kind> const all{
        {"nothing", [](fs::path const&) {}},
        {"a text", [](fs::path const& path) { put(path, "mine\n"); }},
        {"an empty file", [](fs::path const& path) { put(path, ""); }},
        {"a port file", [](fs::path const& path) { put(path, "2014\n"); }},
        {"a certificate", [](fs::path const& path) { put(path, certificate().pem()); }},
        {"a key", [](fs::path const& path) { put(path, certificate().key_pem()); }},
        {"a FIFO", [](fs::path const& path) { ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0); }},
        {"a socket", make_socket},
        {"an empty folder", [](fs::path const& path) { fs::create_directory(path); }},
        {"a folder",
         [](fs::path const& path) {
             fs::create_directory(path);
             put(path / "notes", "mine\n");
         }},
        {"a link",
         [](fs::path const& path) {
             put(path.parent_path() / "target", "2014\n");
             fs::create_symlink("target", path);
         }},
        {"a dangling link", [](fs::path const& path) { fs::create_symlink("nowhere", path); }},
    };
    return all;
}

// Everything in a folder: name, then inode, type, permissions, size, and what is in it.
std::map<std::string, std::string> everything_in(fs::path const& folder) {
    std::map<std::string, std::string> all;
    for (auto const& entry : fs::recursive_directory_iterator{folder}) {
        struct stat status {};

        EXPECT_EQ(::lstat(entry.path().c_str(), &status), 0);
        auto& said = all[entry.path().lexically_relative(folder).string()];
        said = std::to_string(status.st_ino) + " " + std::to_string(status.st_mode);
        if (S_ISREG(status.st_mode)) {
            said += " " + std::to_string(status.st_mtim.tv_sec) + "." +
                    std::to_string(status.st_mtim.tv_nsec) + " " + content_of(entry.path());
        }
        if (S_ISLNK(status.st_mode)) said += " " + fs::read_symlink(entry.path()).string();
    }
    return all;
}

class NamedFiles : public testing::Test {
  protected:
    std::string path(std::string const& name) const { return (folder_.path() / name).string(); }

    fs::path const& folder() const { return folder_.path(); }

    std::string written(std::string const& name, std::string_view text) const {
        put(path(name), text);
        return path(name);
    }

    // One line on standard error and code 2; and everything is as it was.
    std::string refusal(Arguments const& arguments) const {
        auto const before = everything_in(folder());
        ChildProgram program{arguments};
        EXPECT_EQ(program.wait(), kCannotStart);
        auto const error = program.standard_error();
        EXPECT_EQ(std::ranges::count(error, '\n'), 1) << error;
        EXPECT_EQ(program.standard_output(), "");
        EXPECT_EQ(everything_in(folder()), before);
        return error;
    }

  private:
    kit::Folder folder_;
};

// The law: every option that names a file, with whatever may be at that path, and a start that is
// refused as soon as the options are known, or as late as a port in use can do it.
class RefusedStart : public NamedFiles, public testing::WithParamInterface<std::string> {};

TEST_P(RefusedStart, LeavesEverythingThatItNamesAsItWas) {
    ChildProgram other{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const taken = std::to_string(other.wait_until_ready());
    ASSERT_NE(taken, "0");
    std::map<std::string, Arguments> const beside{
        {"--tls-cert-file", {"--tls", "auto"}},
        {"--tls-cert", {"--tls-key", written("key.pem", certificate().key_pem())}},
        {"--tls-key", {"--tls-cert", written("cert.pem", certificate().pem())}},
        {"--data-dir", {"--tls", "auto"}}};

    for (auto const& kind : kinds()) {
        SCOPED_TRACE(kind.name);
        fs::create_directory(path("place"));
        auto const named = path("place/named");
        kind.make(named);
        Arguments arguments{"--listen", "127.0.0.1", "--port", taken, GetParam(), named};
        auto const more = beside.find(GetParam());
        if (more != beside.end())
            arguments.insert(arguments.end(), more->second.begin(), more->second.end());
        refusal(arguments);
        arguments.insert(arguments.end(), {"--job-plan", "oops"});
        refusal(arguments);
        fs::remove_all(path("place"));
    }
}

INSTANTIATE_TEST_SUITE_P(
    NamedFiles,
    RefusedStart,
    testing::Values(
        "--port-file",
        "--tls-cert-file",
        "--tls-cert",
        "--tls-key",
        "--fixture",
        "--data-dir"
    ),
    [](auto const& suite) {
        std::string name;
        std::ranges::copy_if(suite.param, std::back_inserter(name), [](char c) {
            return c != '-';
        });
        return name;
    }
);

TEST_F(NamedFiles, ThatAreWrittenReplaceNothingButWhatAnEarlierRunWrote) {
    for (auto const* const option : {"--port-file", "--tls-cert-file"}) {
        auto const* const own =
            option == std::string_view{"--port-file"} ? "a port file" : "a certificate";
        for (auto const& kind : kinds()) {
            if (kind.name == own || kind.name == "nothing") continue;
            SCOPED_TRACE(option + (" over " + kind.name));
            fs::create_directory(path("place"));
            auto const named = path("place/named");
            kind.make(named);
            EXPECT_THAT(
                refusal({"--port", "0", "--tls", "auto", option, named}),
                AllOf(HasSubstr("place/named"), Not(HasSubstr("place/.")))
            );
            fs::remove_all(path("place"));
        }
    }
}

TEST_F(NamedFiles, ThatAreReadMustBeRegularFiles) {
    auto const fifo = path("fifo");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    auto const certificate_file = written("cert.pem", certificate().pem());
    auto const key_file = written("key.pem", certificate().key_pem());
    auto const is_irregular = HasSubstr(fifo + ": is not a regular file");

    EXPECT_THAT(refusal({"--fixture", fifo}), is_irregular);
    EXPECT_THAT(refusal({"check", fifo}), is_irregular);
    EXPECT_THAT(refusal({"--tls-cert", fifo, "--tls-key", key_file}), is_irregular);
    EXPECT_THAT(refusal({"--tls-cert", certificate_file, "--tls-key", fifo}), is_irregular);
}

TEST_F(NamedFiles, OfADataDirectoryMustBeRegularFiles) {
    for (std::string const name :
         {"1000000000000000.db",
          "1000000000000000.db-journal",
          "1000000000000000.db-wal",
          "1000000000000000.db-shm",
          "rds-emulator.lock",
          "tls-cert.pem",
          "tls-key.pem"}) {
        SCOPED_TRACE(name);
        fs::create_directory(path("data"));
        ASSERT_EQ(::mkfifo(path("data/" + name).c_str(), 0600), 0);
        EXPECT_THAT(
            refusal(kit::keeping_in(path("data"), {"--tls", "auto"})),
            HasSubstr(name + ": is not a regular file")
        );
        fs::remove_all(path("data"));
    }
}

TEST_F(NamedFiles, OfADataDirectoryStayAsTheyWereWhenAStartIsRefused) {
    auto const data = path("data");
    {
        ChildProgram program{kit::keeping_in(data, {"--tls", "auto"})};
        auto const port = program.wait_until_ready();
        for (auto const* const tenant : {"1111111111111111", "2222222222222222"}) {
            kit::ApiClient client{port, tenant};
            ASSERT_EQ(client.create_backup("rm-bp1emulator00002").status, 200);
        }
        program.signal(SIGTERM);
        ASSERT_EQ(program.wait(), 0);
    }
    ChildProgram other{{"--port", "0", "--listen", "127.0.0.1"}};
    auto const taken = std::to_string(other.wait_until_ready());
    ASSERT_NE(taken, "0");

    std::vector<Arguments> const refused{
        {"--listen", "127.0.0.1:" + taken},
        {"--max-accounts", "1"},
        {"--job-plan", "oops"},
        {"--port-file", path("nowhere/port")},
        {"--tls-cert-file", path("nowhere/cert.pem")}};
    for (auto const& each : refused) {
        SCOPED_TRACE(testing::PrintToString(each));
        auto more = each;
        more.insert(more.end(), {"--tls", "auto", "--tls-name", "not.in.the.kept.one"});
        refusal(kit::keeping_in(data, more));
    }
}

TEST_F(NamedFiles, OfALockMustHoldALock) {
    fs::create_directory(path("data"));
    written("data/rds-emulator.lock", "my notes\n");
    EXPECT_THAT(refusal(kit::keeping_in(path("data"))), HasSubstr("rds-emulator.lock: "));

    fs::remove(path("data/rds-emulator.lock"));
    fs::create_symlink(written("mine", ""), path("data/rds-emulator.lock"));
    EXPECT_THAT(refusal(kit::keeping_in(path("data"))), HasSubstr("rds-emulator.lock: "));
}

TEST_F(NamedFiles, AreNotWrittenWhereAnotherOptionNamesThem) {
    auto const file = written("cert.pem", certificate().pem());
    auto const port = written("port", "2014\n");
    fs::create_directory_symlink(folder(), path("alias"));
    auto const data = path("data");

    std::vector<Arguments> const clashes{
        {"--port-file", port, "--fixture", path("./port")},
        {"--port-file", path("alias/port"), "--fixture", port},
        {"--port-file", path("new"), "--tls", "auto", "--tls-cert-file", path("alias/new")},
        {"--port-file", path("new"), "--tls-cert", path("alias/new"), "--tls-key", file},
        {"--port-file", path("new"), "--tls-cert", file, "--tls-key", path("alias/new")},
        {"--tls-cert-file", file, "--tls-cert", file, "--tls-key", file},
        {"--port-file", data, "--data-dir", path("alias/data")},
        {"--port-file", path("alias/data/1000000000000000.db"), "--data-dir", data},
        {"--port-file", path("data/1000000000000000.db-wal"), "--data-dir", data},
        {"--port-file", path("data/rds-emulator.lock"), "--data-dir", data},
        {"--tls", "auto", "--tls-cert-file", path("data/tls-cert.pem"), "--data-dir", data},
        {"--tls", "auto", "--tls-cert-file", path("data/tls-key.pem"), "--data-dir", data}};
    for (auto const& clash : clashes) {
        auto arguments = clash;
        arguments.insert(arguments.end(), {"--port", "0"});
        EXPECT_THAT(refusal(arguments), HasSubstr("name another")) << testing::PrintToString(clash);
    }
}

class PortFile : public NamedFiles {
  protected:
    std::string file() const { return path("port"); }

    Arguments arguments() const {
        return {"--port", "0", "--listen", "127.0.0.1", "--port-file", file()};
    }
};

TEST_F(PortFile, TakesThePlaceOfAnEarlierRuns) {
    for (auto const* const earlier : {"2014\n", "1"}) {
        put(file(), earlier);
        ChildProgram program{arguments()};
        auto const port = program.wait_until_ready();
        ASSERT_NE(port, 0) << program.standard_error();
        EXPECT_EQ(content_of(file()), std::to_string(port) + "\n");
        program.signal(SIGTERM);
        EXPECT_EQ(program.wait(), 0);
        EXPECT_FALSE(fs::exists(file()));
        EXPECT_EQ(everything_in(folder()).size(), 0);
    }
}

TEST_F(PortFile, MustHoldAPortNumberToBeReplaced) {
    for (auto const* const text :
         {"0\n", "65536\n", "2014\n\n", " 2014", "2014 \n", "-1\n", "20x"}) {
        put(file(), text);
        EXPECT_THAT(refusal(arguments()), HasSubstr("port number")) << text;
    }
}

TEST_F(PortFile, StaysWhenASecondStartIsRefused) {
    ChildProgram first{arguments()};
    auto const port = std::to_string(first.wait_until_ready());
    ASSERT_NE(port, "0");

    refusal({"--port", port, "--listen", "127.0.0.1", "--port-file", file()});

    EXPECT_EQ(content_of(file()), port + "\n");
}

TEST_F(PortFile, StaysWhenTheProgramThatWroteAnEarlierOneEnds) {
    ChildProgram first{arguments()};
    ASSERT_NE(first.wait_until_ready(), 0);
    ChildProgram second{arguments()};
    auto const port = second.wait_until_ready();
    ASSERT_NE(port, 0);

    first.signal(SIGTERM);
    EXPECT_EQ(first.wait(), 0);
    EXPECT_EQ(content_of(file()), std::to_string(port) + "\n");

    second.signal(SIGTERM);
    EXPECT_EQ(second.wait(), 0);
    EXPECT_FALSE(fs::exists(file()));
}

TEST_F(PortFile, StaysWhenItHoldsSomethingElseByTheEnd) {
    ChildProgram program{arguments()};
    ASSERT_NE(program.wait_until_ready(), 0);
    put(file(), "mine\n");

    program.signal(SIGTERM);

    EXPECT_EQ(program.wait(), 0);
    EXPECT_EQ(content_of(file()), "mine\n");
}

TEST_F(PortFile, IsGoneAfterAHangUp) {
    ChildProgram program{arguments()};
    ASSERT_NE(program.wait_until_ready(), 0);

    program.signal(SIGHUP);

    EXPECT_EQ(program.wait(), 0);
    EXPECT_FALSE(fs::exists(file()));
    EXPECT_THAT(program.standard_error(), HasSubstr("SIGHUP"));
}

}  // namespace

}  // namespace rds
