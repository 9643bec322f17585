#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
    std::string description;
};

api::Parameters<Request> const& parameters() {
    constexpr std::size_t kShortest = 2;
    constexpr std::size_t kLongest = 64;
    static api::Parameters<Request> const table{
        instance_id(&Request::instance_id),
        api::required("DBInstanceDescription", &Request::description)
            .about("Its name for people.")
            .example("orders of the shop")
            .must_be(api::characters(kShortest, kLongest))
            .refused_as(
                documented("ModifyDBInstanceDescription", "InvalidDBInstanceDescription.Format")
            ),
    };
    return table;
}

std::optional<api::Fault> change(Request const& request, storage::Instance& instance) {
    instance.description = request.description;
    return std::nullopt;
}

}  // namespace

api::Action modify_db_instance_description() {
    return changes_instance(
               "ModifyDBInstanceDescription",
               "Gives an instance another name for people.",
               documented("ModifyDBInstanceDescription", "InvalidDBInstanceName.NotFound"),
               parameters()
    )
        .runs(changed_instance<Request, change>);
}

}  // namespace rds::actions
