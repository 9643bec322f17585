// Calls for tests of the journal.
#pragma once

#include "server/control/journal/journal.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rds::control {

inline SharedEntry call(std::string_view action, std::string_view request_id, int status = 200) {
    Entry entry{.request_id = std::string{request_id}, .action = std::string{action}};
    entry.status = status;
    if (status != 200) entry.code = "Refused";
    return std::make_shared<Entry const>(std::move(entry));
}

// On one instance.
inline SharedEntry poll(std::string_view request_id, std::string_view instance) {
    Entry entry{.request_id = std::string{request_id}, .action = "DescribeBackupTasks"};
    entry.parameters.push_back({"DBInstanceId", std::string{instance}});
    return std::make_shared<Entry const>(std::move(entry));
}

inline std::vector<std::string> request_ids(Journal::Window const& window) {
    std::vector<std::string> ids;
    for (auto const& entry : window.entries)
        ids.push_back(entry->request_id);
    return ids;
}

}  // namespace rds::control
