#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rds::text {

// One `name=value` of a query or a form. Either part is absent if it holds a percent sign that two
// hexadecimal digits do not follow.
struct QueryPair {
    std::optional<std::string> name;
    std::optional<std::string> value;
    std::string_view encoded_name;
};

// Takes the next pair off a query: %XX and '+' decoded (Go's SDK sends '+' for a space in queries
// too), empty pairs skipped, a pair without '=' with an empty value. Nothing at the end.
std::optional<QueryPair> take_pair(std::string_view& query);

// The query of a request to try, without "?". Where there is no instance, a name shows its place.
inline std::string example_query(std::string_view instance) {
    return std::string{"Action=DescribeBackupTasks&DBInstanceId="}
        .append(instance.empty() ? "rm-yours" : instance)
        .append("&Format=JSON");
}

}  // namespace rds::text
