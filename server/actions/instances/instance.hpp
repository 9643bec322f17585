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
    return {"dbinstance/{DBInstanceId}", [field](Request const& request) {
                return std::vector{api::Resource{"dbinstance", request.*field}};
            }};
}

// The instance of this ID, or `not_found` with a hint.
api::Result<storage::Instance>
require_instance(std::string_view id, api::FaultKind const& not_found, api::Context& context);

// Names the nearest instance if one is near, lists the tenant's instances, and says how to add
// one; if the caller needs leave for each, none of that.
std::string hint_unknown_instance(std::string_view id, api::Context& context);

std::string hint_read_only(std::string_view id);

}  // namespace rds::actions
