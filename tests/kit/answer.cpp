#include "tests/kit/answer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/pointer.h>

namespace rds::kit {

rapidjson::Document Answer::json() const {
    rapidjson::Document document;
    document.Parse(response.body.data(), response.body.size());
    EXPECT_FALSE(document.HasParseError()) << response.body;
    return document;
}

std::string Answer::text(std::string_view pointer) const {
    auto const document = json();
    auto const* const value = rapidjson::Pointer{pointer.data(), pointer.size()}.Get(document);
    if (value == nullptr) return {};
    if (value->IsString()) return value->GetString();
    if (value->IsBool()) return value->GetBool() ? "true" : "false";
    if (value->IsInt64()) return std::to_string(value->GetInt64());
    if (value->IsDouble()) return fmt::format("{}", value->GetDouble());
    ADD_FAILURE() << pointer << " is neither a text nor a number nor a flag: " << response.body;
    return {};
}

std::vector<int> Answer::job_ids() const {
    auto const document = json();
    std::vector<int> ids;
    auto const* const jobs = rapidjson::Pointer{"/Items/BackupJob"}.Get(document);
    if (jobs == nullptr || !jobs->IsArray()) {
        ADD_FAILURE() << "no list of jobs: " << response.body;
        return ids;
    }
    for (auto const& job : jobs->GetArray())
        ids.push_back(job["BackupJobId"].GetInt());
    return ids;
}

std::string Answer::first_job(std::string const& member) const {
    return text("/Items/BackupJob/0/" + member);
}

}  // namespace rds::kit
