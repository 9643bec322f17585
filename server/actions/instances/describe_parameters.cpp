#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

using storage::Instance;

using Parameter = storage::EngineParameter;

struct Shown : Instance {
    std::vector<Parameter> running{};
    std::vector<Parameter> being_set{};  // none: changes are in force at once here
};

api::Shape<Parameter> const& parameter() {
    static api::Shape<Parameter> const shape{
        api::member("ParameterName", &Parameter::name),
        api::member("ParameterValue", &Parameter::value).about("Always a string."),
        api::member("ParameterDescription", &Parameter::about),
    };
    return shape;
}

// As recorded.
std::string engine(Instance const& instance) {
    return instance.engine == "SQLServer" ? "mssql" : instance.engine;
}

api::Shape<Shown> const& response() {
    static api::Shape<Shown> const shape{
        api::member("Engine", engine).about("Of SQLServer mssql."),
        api::member("EngineVersion", &Instance::engine_version),
        api::list("ConfigParameters", "DBInstanceParameter", &Shown::being_set, parameter()),
        api::constant("ParamGroupInfo", api::Object{{"ParamGroupId", std::string_view{}}})
            .about("Empty: no parameter group. Terraform panics without it."),
        api::list("RunningParameters", "DBInstanceParameter", &Shown::running, parameter()),
    };
    return shape;
}

// What is set stands in the place of what a new instance runs with.
api::Result<Shown> handle(InstanceRequest const& request, api::Context& context) {
    Shown answer{context.tenant.instances().get(request.instance_id)};
    auto all = context.tenant.catalogue().engine_parameters(answer.engine);
    for (auto const& [name, value] : answer.parameters) {
        all[name].name = name;
        all[name].value = value;
    }
    answer.running.reserve(all.size());
    for (auto& [name, parameter] : all)
        answer.running.push_back(std::move(parameter));
    return answer;
}

}  // namespace

api::Action describe_parameters() {
    return shows_instance(
               "DescribeParameters",
               "Lists the parameters that the engine of an instance runs with.",
               documented("DescribeParameters", "InvalidDBInstance.NotFound"),
               response()
    )
        .runs(handle);
}

}  // namespace rds::actions
