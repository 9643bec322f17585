#include "tests/program/api_client.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <algorithm>
#include <array>

namespace rds::kit {

namespace {

// Fails the test if it is no object.
rapidjson::Document parsed(std::string const& body) {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    if (document.HasParseError() || !document.IsObject()) {
        ADD_FAILURE() << "not a JSON object: " << body;
        document.SetObject();
    }
    return document;
}

constexpr std::array<std::string_view, kFinishedRow + 1> kRows{
    "NoStart NoStart",
    "Checking NoStart",
    "Preparing Preparing",
    "Waiting Waiting",
    "Uploading Uploading",
    "Uploading Checking",
    "Finished Finished",
};

}  // namespace

std::string ApiAnswer::text(char const* pointer) const {
    auto const document = parsed(body);
    auto const* const value = rapidjson::Pointer{pointer}.Get(document);
    if (value == nullptr) return {};
    if (value->IsString()) return value->GetString();
    if (value->IsInt64()) return std::to_string(value->GetInt64());
    ADD_FAILURE() << pointer << " is neither text nor a number: " << body;
    return {};
}

std::string ApiAnswer::first_job(std::string const& member) const {
    return text(("/Items/BackupJob/0/" + member).c_str());
}

int ApiAnswer::first_job_row() const {
    auto const shown = first_job("BackupStatus") + ' ' + first_job("BackupProgressStatus");
    auto const* const at = std::ranges::find(kRows, shown);
    return at == kRows.end() ? -1 : static_cast<int>(at - kRows.begin());
}

std::string ApiAnswer::without_request_id() const {
    auto const id = text("/RequestId");
    auto rest = body;
    for (auto at = rest.find(id); at != std::string::npos && !id.empty(); at = rest.find(id))
        rest.erase(at, id.size());
    return rest;
}

void ApiClient::send(std::string_view query) {
    std::string request{"GET /?Format=JSON&AccessKeyId="};
    request.append(tenant_).append("&Action=").append(query);
    client_.send(request.append(" HTTP/1.1\r\nHost: localhost\r\n\r\n"));
}

ApiAnswer ApiClient::read() {
    auto answer = client_.read_answer();
    return {answer.status, std::move(answer.body)};
}

void ApiClient::send_create_backup(std::string_view instance) {
    send(std::string{"CreateBackup&DBInstanceId="}.append(instance));
}

ApiAnswer ApiClient::create_backup(std::string_view instance) {
    send_create_backup(instance);
    return read();
}

ApiAnswer ApiClient::describe(std::string_view instance) {
    send(std::string{"DescribeBackupTasks&DBInstanceId="}.append(instance));
    return read();
}

ApiAnswer ApiClient::describe(std::string_view instance, std::string_view job_id) {
    std::string query{"DescribeBackupTasks&DBInstanceId="};
    send(query.append(instance).append("&BackupJobId=").append(job_id));
    return read();
}

}  // namespace rds::kit
