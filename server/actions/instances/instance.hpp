// What every action on an instance has in common: its parameter, what policies decide on, and how
// it is found.
#pragma once

#include "server/api/action.hpp"

#include <string>
#include <string_view>

namespace rds::actions {

template <class Request>
api::Parameter<Request> instance_id(std::string Request::*field) {
    return api::required("DBInstanceId", field).about("The instance.").example("rm-uf6wjk5xxxxxxx");
}

template <class Request>
api::Resources<Request> on_instance(std::string Request::*field) {
    return {"dbinstance/{DBInstanceId}", {"rds:ResourceTag"}, [field](Request const& request) {
                return std::vector{api::Resource{"dbinstance", request.*field}};
            }};
}

// Returns why a call may not be made on the instance of this ID: there is none, or it is not as the
// action's terms have it. With a hint.
std::optional<api::Fault>
refused_instance(std::string_view id, api::FaultKind const& not_found, api::Context& context);

// Some of these names, as a sentence ends: "has rm-a, rm-b and 7 more".
std::string has_names(std::vector<std::string> const& names, std::size_t count);
}  // namespace rds::actions
