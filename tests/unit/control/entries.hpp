// Calls for tests of the journal.
#pragma once

#include "server/control/journal/journal.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rds::control {

inline SharedEntry call(std::string_view action, std::string_view request_id, int status = 200) {
    return keep({
        .request_id = request_id,
        .action = action,
        .status = status,
        .code = status == 200 ? "OK" : "Refused",
    });
}

// On one instance.
inline SharedEntry poll(std::string_view request_id, std::string_view instance) {
    std::array const parameters{Entry::Parameter{"DBInstanceId", instance}};
    return keep({
        .request_id = request_id,
        .action = "DescribeBackupTasks",
        .parameters = parameters,
    });
}

inline std::vector<std::string> request_ids(Journal::Window const& window) {
    std::vector<std::string> ids;
    for (auto const& entry : window.entries)
        ids.emplace_back(entry->request_id);
    return ids;
}

}  // namespace rds::control
