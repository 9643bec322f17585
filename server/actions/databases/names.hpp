// What the actions on databases, and on what accounts may do with them, have in common.
#pragma once

#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"
#include "storage/instances/databases.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rds::actions {

// As GrantAccountPrivilege was seen to refuse it; its table does not have the code.
inline constexpr auto const& kDatabaseNotFound = documented("CreateBackup", "InvalidDB.NotFound");

inline constexpr std::size_t kMostNames = 1000;
inline constexpr std::size_t kLongestAccountName = 64;

// Whether a database or an account may not be called so. Without regard to case: our choice.
bool is_reserved(std::string_view name);

// How long the name of an account of this engine may be.
std::size_t longest_account_name(std::string_view engine);

std::string hint_reserved(std::string_view name);

// Whether the accounts of this engine have this privilege, which is one of kAccountPrivileges.
bool has_privilege(std::string_view engine, std::string_view privilege);

// What a privilege allows, as the service spells it out for MySQL; empty: it does not.
std::string privilege_detail(std::string_view privilege);

template <class Request>
api::Parameter<Request> database_name(std::string Request::*field) {
    return api::required("DBName", field).about("The database.").example("app");
}

inline api::Rule a_privilege() {
    return api::one_of({storage::kAccountPrivileges.begin(), storage::kAccountPrivileges.end()});
}

template <class Request>
api::Parameter<Request> database_names(std::vector<std::string> Request::*field) {
    constexpr std::size_t kLongest = 64;
    return api::required("DBName", field)
        .about("Databases, with commas between them.")
        .example("app")
        .must_be(api::comma_list(api::plain_name(kLongest, "-_"), kMostNames));
}

// The database of the instance, which is there; or what the call is refused as, with a hint.
api::Result<storage::Database> require_database(
    std::string const& instance_id,
    std::string const& name,
    api::FaultKind const& unknown,
    api::Context& context
);

}  // namespace rds::actions
