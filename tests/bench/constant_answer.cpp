// Serves one constant body through the program's own session: deadlines, headers, RequestId, ETag,
// log line. Nothing that answers a real question can be faster, so this is what DescribeBackupTasks
// is measured against.
//
//     constant_answer
//
// takes a free port of 127.0.0.1 and prints it.
#include "server/gateway/wire/envelope.hpp"
#include "server/http/server.hpp"
#include "server/log/log.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

namespace {

using namespace rds;

// As long as an answer with three jobs.
std::string const kBody(573, 'x');

http::Response constant_answer(std::string const& request_id) {
    http::Response response;
    response.fields.add("Content-Type", "application/json;charset=utf-8");
    response.body = kBody;
    gateway::add_service_fields(response, request_id);
    return response;
}

void serve() {
    boost::asio::io_context context{1};
    gateway::RequestIds request_ids;
    http::Server server{
        context,
        1,
        {},
        [&request_ids](http::Request const& request, http::Reply const& reply) {
            auto const id = request_ids.next();
            auto response = constant_answer(id);
            log::request({
                .request_id = id,
                .tenant = "1000000000000000",
                .action = "Constant",
                .status = response.status,
                .duration = std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - request.received
                ),
            });
            reply(std::move(response));
        }};
    auto const port = server.listen({"127.0.0.1", 0}).port;
    server.start();
    boost::asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&server](boost::system::error_code, int) { server.stop(); });
    std::printf("%d\n", int{port});
    std::fflush(stdout);
    context.run();
}

}  // namespace

int main() {
    try {
        serve();
        return EXIT_SUCCESS;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "constant_answer: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
