#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>

#include <array>
#include <functional>
#include <string_view>

namespace rds {

// Waits for what ends the program in good order: SIGINT, SIGTERM, SIGHUP unless the program was
// started with it ignored (nohup), and, if asked to, the end of standard input. A signal that
// follows a signal ends the program at once. Must outlive the running of the context.
class Stop {
  public:
    // From now on signals are kept for wait(): they end no start that is half done.
    explicit Stop(boost::asio::io_context& context);

    // Receives what asked for the end: "SIGTERM".
    using Function = std::function<void(std::string_view why)>;

    // Calls `stop` once, on a thread of the context, which has work until then. Call before the
    // context runs.
    void wait(Function stop);

    // The end of standard input stops too; what comes before is dropped. Standard input that is
    // closed, cannot be read, or is empty, as /dev/null is, ends at once. Call after wait().
    void wait_for_standard_input();

  private:
    void read();
    void end(std::string_view why, void (*next_signal)(int));

    Function stop_;
    boost::asio::signal_set signals_;
    boost::asio::posix::stream_descriptor input_;  // on the strand of signals_
    std::array<char, 1024> dropped_{};
    bool is_ending_ = false;
};

}  // namespace rds
