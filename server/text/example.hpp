#pragma once

#include <string>
#include <string_view>

namespace rds::text {

// The query of a request to try, without "?". Where there is no instance, a name shows its place.
inline std::string example_query(std::string_view instance) {
    return std::string{"Action=DescribeBackupTasks&DBInstanceId="}
        .append(instance.empty() ? "rm-yours" : instance)
        .append("&Format=JSON");
}

}  // namespace rds::text
