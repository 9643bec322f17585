#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

bool is_postgresql(Instance const& instance) {
    return instance.engine == "PostgreSQL";
}

std::string enabled(Instance const& instance) {
    if (is_postgresql(instance)) return instance.ssl ? "on" : "off";
    return instance.ssl ? "Yes" : "No";
}

std::string require_update(Instance const& instance) {
    return is_postgresql(instance) ? "0" : "No";
}

std::string protected_address(Instance const& instance) {
    return instance.ssl ? instance.connection_string : "";
}

// A certificate is valid for a year.
std::string expires(Instance const& instance) {
    constexpr std::chrono::days kYear{365};
    return instance.ssl ? seconds_text(instance.created_at.value() + kYear) : "";
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("SSLEnabled", enabled).about("Yes or No; of PostgreSQL on or off."),
        api::member("RequireUpdate", require_update),
        api::constant("ForceEncryption", "0").about("Terraform reads it as a boolean."),
        api::member("SSLExpireTime", expires),
        api::member("ConnectionString", protected_address),
        api::constant("RequireUpdateReason", ""),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_ssl() {
    return shows_instance(
               "DescribeDBInstanceSSL",
               "Tells whether SSL is on for an instance.",
               documented("DescribeDBInstanceSSL", "InvalidDBInstanceId.NotFound"),
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
