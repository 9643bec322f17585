// Serves one constant body through the program's own session: deadlines, headers, RequestId, ETag,
// log line. Nothing that answers a real question can be faster, so this is what DescribeBackupTasks
// is measured against.
//
//     constant_answer PORT
#include "server/gateway/envelope.hpp"
#include "server/gateway/request_ids.hpp"
#include "server/http/server.hpp"
#include "server/log/log.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdlib>
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

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
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
                .account = "1000000000000000",
                .action = "Constant",
                .status = response.status,
                .duration = std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - request.received
                ),
            });
            reply(std::move(response));
        }};
    server.listen({"127.0.0.1", static_cast<std::uint16_t>(std::strtoul(argv[1], nullptr, 10))});
    server.start();
    boost::asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&server](boost::system::error_code, int) { server.stop(); });
    context.run();
}
