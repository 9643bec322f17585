// Calls for tests of the journal.
#pragma once

#include "server/control/journal/journal.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control {

inline SharedEntry kept(Entry entry) {
    return std::make_shared<Entry const>(std::move(entry));
}

inline SharedEntry call(std::string_view action, std::string_view request_id, int status = 200) {
    return kept({
        .request_id = std::string{request_id},
        .action = std::string{action},
        .status = status,
        .code = status == 200 ? "OK" : "Refused",
    });
}

// On one instance.
inline SharedEntry poll(std::string_view request_id, std::string_view instance) {
    return kept({
        .request_id = std::string{request_id},
        .action = "DescribeBackupTasks",
        .parameters = {{"DBInstanceId", std::string{instance}}},
    });
}

inline std::vector<std::string> request_ids(Journal::Window const& window) {
    std::vector<std::string> ids;
    for (auto const& entry : window.entries)
        ids.emplace_back(entry->request_id);
    return ids;
}

}  // namespace rds::control
