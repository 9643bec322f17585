// How an action is declared: once, as tables and a handler, and then seen by everyone else as an
// Action value.
//
//     Action describe_backup_tasks() {
//         return declare<Request, Response>("DescribeBackupTasks", "Lists the backup jobs of an
//         instance.")
//             .reads()
//             .authorised(AccessLevel::get, on_instance(&Request::instance_id))
//             .takes(parameters())
//             .answers(response())
//             .of_instance(&Request::instance_id, faults::kInstanceNameNotFound)
//             .not_on_read_only(faults::kReadInstanceNotSupported)
//             .when({InstanceState::running}, faults::kIncorrectInstanceState)
//             .polls("the jobs that it shows", count_polls)
//             .runs(handle);
//     }
#pragma once

#include "server/api/instance_terms.hpp"
#include "server/api/parameters.hpp"
#include "server/api/shape.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace rds::api {

// RAM's words for what an action does to its resource.
enum class AccessLevel { get, list, create, update, remove };

// What a call works on, by its checked request: none, one or several resources.
template <class Request>
struct Resources {
    std::string_view shown;  // in the documentation: "dbinstance/{DBInstanceId}"
    std::vector<std::string_view> condition_keys;
    std::function<std::vector<Resource>(Request const&)> of;
};

struct Authorisation {
    AccessLevel level = AccessLevel::get;
    std::string_view resource;  // as the documentation shows it
    std::vector<std::string_view> condition_keys;
};

// The version of the ApsaraDB RDS API. A call names its product by this version.
inline constexpr std::string_view kRdsVersion = "2014-08-15";

struct Action {
    std::string_view name;
    std::string_view summary;
    std::string_view version = kRdsVersion;
    std::string_view topic{};  // the page of the documentation that it is on: "backups"
    storage::Access access = storage::Access::read;
    std::optional<Authorisation> authorisation;  // absent: RAM users may not call it
    std::vector<ParameterSpec> parameters;
    bool takes_secrets = false;  // whether a parameter, or a member of one, is secret
    std::vector<MemberSpec> response;
    InstanceTerms terms;
    std::string_view polls{};              // what it counts a poll of, for people; empty: nothing
    std::vector<FaultKind const*> faults;  // beside the common ones and its parameters' own
    std::vector<FaultKind const*> injected_faults;  // documented, but answered only when injected
    FaultKind const* failure =
        &faults::kInternalError;  // what it answers when anything of ours fails

    // Checks the arguments in declared order, then whether the caller may, then handles the call.
    // The caller holds the tenant and its transaction.
    std::function<Result<Object>(Arguments const&, Context&)> run;

    // Whether the action may answer with this fault.
    bool declares(Fault const& fault) const;

    // Whether an argument of this name is one of its parameters', such as Tag.1.Key of Tag.
    bool knows(std::string_view argument) const;

    // The names of its parameters as a call writes them; a repeated one with the number of this
    // element.
    std::vector<std::string> parameter_names(std::string_view element = "1") const;

    // Whether an argument of this name is one of a secret parameter's, such as Names.1 of Names.
    bool has_secret(std::string_view argument) const;

    // What it answers by itself beside the common ones, each once: its parameters' in their order,
    // then its own.
    std::vector<Fault> own_faults() const;
};

template <class Request, class Response>
class Declaration {
  public:
    using Handler = Result<Response> (*)(Request const&, Context&);
    using PollCounter = void (*)(Response const&, Context&);

    Declaration(std::string_view name, std::string_view summary) {
        action_.name = name;
        action_.summary = summary;
    }

    Declaration reads() && {
        action_.access = storage::Access::read;
        return std::move(*this);
    }

    Declaration writes() && {
        action_.access = storage::Access::write;
        return std::move(*this);
    }

    Declaration authorised(AccessLevel level, Resources<Request> resources) && {
        action_.authorisation = Authorisation{level, resources.shown, resources.condition_keys};
        resources_ = std::move(resources.of);
        return std::move(*this);
    }

    // The table must be a constant of the program: a function's static.
    Declaration takes(Parameters<Request> const& table) && {
        parameters_ = &table;
        action_.parameters = table.specs();
        action_.takes_secrets = std::ranges::any_of(action_.parameters, &ParameterSpec::has_secret);
        return std::move(*this);
    }

    // Likewise.
    Declaration answers(Shape<Response> const& shape) && {
        shape_ = &shape;
        action_.response = specs_of(shape);
        return std::move(*this);
    }

    // The request names an instance, unless this field is empty. A call about an instance that is
    // not there is refused so.
    Declaration of_instance(std::string Request::*id, FaultKind const& unknown) && {
        instance_id_ = id;
        action_.terms.unknown = &unknown;
        action_.faults.push_back(&unknown);
        return std::move(*this);
    }

    // A read-only instance is refused so.
    Declaration not_on_read_only(FaultKind const& kind) && {
        action_.terms.read_only = &kind;
        action_.faults.push_back(&kind);
        return std::move(*this);
    }

    // A locked instance is refused so.
    Declaration not_locked(FaultKind const& kind) && {
        action_.terms.locked = &kind;
        action_.faults.push_back(&kind);
        return std::move(*this);
    }

    // An instance with a backup job that has begun and not ended is refused so.
    Declaration not_during_backup(FaultKind const& kind) && {
        action_.terms.backed_up = &kind;
        action_.faults.push_back(&kind);
        return std::move(*this);
    }

    // An instance in any other state is refused so.
    Declaration
    when(std::initializer_list<storage::InstanceState> states, FaultKind const& kind) && {
        action_.terms.states = states;
        action_.terms.other_state = &kind;
        action_.faults.push_back(&kind);
        return std::move(*this);
    }

    // `count` counts polls of `what` once a call is answered; a refused call counts none.
    Declaration polls(std::string_view what, PollCounter count) && {
        action_.polls = what;
        count_polls_ = count;
        return std::move(*this);
    }

    Declaration refuses_with(std::initializer_list<FaultKind const*> kinds) && {
        action_.faults.insert(action_.faults.end(), kinds);
        return std::move(*this);
    }

    Declaration fails_with(FaultKind const& kind) && {
        action_.failure = &kind;
        return std::move(*this);
    }

    Action runs(Handler handle) && {
        action_.run = [parameters = parameters_,
                       shape = shape_,
                       resources = resources_,
                       terms = action_.terms,
                       instance_id = instance_id_,
                       count_polls = count_polls_,
                       handle](Arguments const& arguments, Context& context) -> Result<Object> {
            Request request;
            if (auto fault = parameters->read(arguments, request)) return *std::move(fault);
            if (context.authorise) {
                auto const all = resources ? resources(request) : std::vector<Resource>{};
                if (auto fault = context.authorise(context, all)) return *std::move(fault);
            }
            context.arguments = &arguments;
            if (instance_id != nullptr && !(request.*instance_id).empty()) {
                auto refused = require_instance(request.*instance_id, terms, context);
                if (refused) return *std::move(refused);
            }
            auto response = handle(request, context);
            if (!response) return response.error();
            if (count_polls != nullptr) count_polls(*response, context);
            return shaped(*shape, *response);
        };
        return std::move(action_);
    }

  private:
    Action action_;
    Parameters<Request> const* parameters_ = nullptr;
    Shape<Response> const* shape_ = nullptr;
    std::function<std::vector<Resource>(Request const&)> resources_;
    std::string Request::*instance_id_ = nullptr;
    PollCounter count_polls_ = nullptr;
};

template <class Request, class Response>
Declaration<Request, Response> declare(std::string_view name, std::string_view summary) {
    return {name, summary};
}

}  // namespace rds::api
