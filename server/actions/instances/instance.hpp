// What every action on an instance has in common: its parameter, what policies decide on, and how
// it is found.
#pragma once

#include "server/api/action.hpp"

#include <initializer_list>
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

// Creation takes a plan's duration, other work half of it.
inline constexpr int kHalf = 2;

std::vector<storage::State> states_of(std::initializer_list<storage::InstanceState> states);

// What policies decide on where an action is about all instances.
template <class Request>
api::Resources<Request> on_all_instances() {
    return {"dbinstance/*", {"rds:ResourceTag"}, [](Request const&) {
                return std::vector{api::Resource{"dbinstance", "*"}};
            }};
}

// Where it may name one, on that one.
template <class Request>
api::Resources<Request> on_instance_or_all(std::string Request::*field) {
    return {"dbinstance/{DBInstanceId}", {"rds:ResourceTag"}, [field](Request const& request) {
                auto const& id = request.*field;
                return std::vector{api::Resource{"dbinstance", id.empty() ? "*" : id}};
            }};
}

// The instant at which lists look for instances that the setting visibleAfter hides; nothing: it
// hides none.
std::optional<storage::Instant> visible_at(api::Context& context);

// The request of an action that takes an instance's ID alone.
struct InstanceRequest {
    std::string instance_id;
};

// Begins the declaration of such an action that answers with what is known of the instance, in this
// shape, which is a constant of the program. It ends with .runs(shown_instance), or with another
// handler where the answer has more members than the instance.
template <class Shown>
api::Declaration<InstanceRequest, Shown> shows_instance(
    std::string_view name,
    std::string_view summary,
    api::FaultKind const& unknown,
    api::Shape<Shown> const& shape
) {
    static api::Parameters<InstanceRequest> const parameters{
        instance_id(&InstanceRequest::instance_id),
    };
    return api::declare<InstanceRequest, Shown>(name, summary)
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&InstanceRequest::instance_id))
        .takes(parameters)
        .answers(shape)
        .of_instance(&InstanceRequest::instance_id, unknown);
}

api::Result<storage::Instance>
shown_instance(InstanceRequest const& request, api::Context& context);

// The answer of an action that only changes something.
struct OnlyRequestId {};

// Begins the declaration of an action that changes the instance which `instance_id` of its request
// names. It ends with .runs(changed_instance<Request, change>).
template <class Request>
api::Declaration<Request, OnlyRequestId> changes_instance(
    std::string_view name,
    std::string_view summary,
    api::FaultKind const& unknown,
    api::Parameters<Request> const& parameters,
    api::AccessLevel level = api::AccessLevel::update
) {
    static api::Shape<OnlyRequestId> const shape{};
    return api::declare<Request, OnlyRequestId>(name, summary)
        .writes()
        .authorised(level, on_instance<Request>(&Request::instance_id))
        .takes(parameters)
        .answers(shape)
        .of_instance(&Request::instance_id, unknown);
}

// kChange gives the instance what the request says; or it returns what the call is refused with,
// and nothing is changed.
template <
    class Request,
    std::optional<api::Fault> (*kChange)(Request const& request, storage::Instance& instance)>
api::Result<OnlyRequestId> changed_instance(Request const& request, api::Context& context) {
    auto instances = context.tenant.instances();
    auto instance = instances.get(request.instance_id);
    if (auto fault = kChange(request, instance)) return *std::move(fault);
    instances.update(instance);
    return OnlyRequestId{};
}

// What a call asks for, as 16 hexadecimal digits: of all its parameters but these and those that
// every call has.
std::string
fingerprint(api::Context const& context, std::initializer_list<std::string_view> except = {});

// "2026-01-02T03:04:05Z", and "2026-01-02T03:04Z".
std::string seconds_text(storage::Instant instant);
std::string minutes_text(storage::Instant instant);

}  // namespace rds::actions
