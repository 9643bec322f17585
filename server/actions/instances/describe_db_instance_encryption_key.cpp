#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

std::string status(Instance const& instance) {
    return instance.encryption_key.empty() ? "" : "Enabled";
}

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("EncryptionKey", &Instance::encryption_key).about("Empty: none."),
        api::member("EncryptionKeyStatus", status),
    };
    return shape;
}

}  // namespace

api::Action describe_db_instance_encryption_key() {
    return shows_instance(
               "DescribeDBInstanceEncryptionKey",
               "Tells which key encrypts the cloud disk of an instance.",
               faults::kAnyInstanceNotFound,
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
