#pragma once

#include "server/http/message.hpp"

#include <rapidjson/document.h>

#include <string>
#include <vector>

namespace rds::kit {

// An answer, and what tests ask of it.
struct Answer {
    http::Response response;

    int status() const { return response.status; }

    std::string const& body() const { return response.body; }

    std::string field(std::string_view name) const {
        return std::string{response.fields.value_or_empty(name)};
    }

    std::string hint() const { return field("x-rds-emulator-hint"); }

    // The body as JSON; fails the test if it is not.
    rapidjson::Document json() const;

    // A member of the JSON body as text, whatever its type; empty if it is absent.
    std::string text(std::string_view pointer) const;

    std::string code() const { return text("/Code"); }

    std::string message() const { return text("/Message"); }

    // Of DescribeBackupTasks: the jobs' IDs, in order.
    std::vector<int> job_ids() const;

    // Of DescribeBackupTasks: a member of the first job, empty if it or the job is absent.
    std::string first_job(std::string const& member) const;
};

}  // namespace rds::kit
