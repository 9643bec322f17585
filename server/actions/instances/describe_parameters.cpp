#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"
#include "storage/instances/catalogue.hpp"

#include <map>

namespace rds::actions {

namespace {

using storage::Instance;

struct Parameter {
    std::string name;
    std::string value;
    std::string about;
};

// What is set stands in the place of what a new instance runs with.
std::vector<Parameter> running(Instance const& instance) {
    std::map<std::string, Parameter> all;
    for (auto const& [name, value, about] : storage::engine_parameters(instance.engine)) {
        std::string const key{name};
        all[key] = {key, std::string{value}, std::string{about}};
    }
    for (auto const& [name, value] : instance.parameters) {
        all[name].name = name;
        all[name].value = value;
    }
    std::vector<Parameter> list;
    list.reserve(all.size());
    for (auto& [name, parameter] : all)
        list.push_back(std::move(parameter));
    return list;
}

// Changes are in force at once here.
std::vector<Parameter> being_set(Instance const& /*instance*/) {
    return {};
}

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

api::Shape<Instance> const& response() {
    static api::Shape<Instance> const shape{
        api::member("Engine", engine).about("Of SQLServer mssql."),
        api::member("EngineVersion", &Instance::engine_version),
        api::list("ConfigParameters", "DBInstanceParameter", being_set, parameter()),
        api::constant("ParamGroupInfo", api::Object{{"ParamGroupId", std::string_view{}}})
            .about("Empty: no parameter group. Terraform panics without it."),
        api::list("RunningParameters", "DBInstanceParameter", running, parameter()),
    };
    return shape;
}

}  // namespace

api::Action describe_parameters() {
    return shows_instance(
               "DescribeParameters",
               "Lists the parameters that the engine of an instance runs with.",
               documented("DescribeParameters", "InvalidDBInstance.NotFound"),
               response()
    )
        .runs(shown_instance);
}

}  // namespace rds::actions
