#pragma once

#include "server/http/message.hpp"

#include <string>
#include <string_view>

namespace rds::kit {

// Builds the request of one call as a hand-made client sends it: everything in the query, JSON
// asked for.
//
//     call("DescribeBackupTasks").with("DBInstanceId", "rm-a")
class Call {
  public:
    explicit Call(std::string_view action);

    Call with(std::string_view name, std::string_view value) &&;
    Call as_xml() &&;

    // The caller's AccessKeyId.
    Call by(std::string_view key) &&;

    http::Request request() const;

  private:
    std::string target_;
    std::string format_ = "JSON";
};

inline Call call(std::string_view action) {
    return Call{action};
}

std::string percent_encoded(std::string_view text);

}  // namespace rds::kit
