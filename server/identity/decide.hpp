#pragma once

#include "server/identity/identities.hpp"

#include <functional>
#include <map>
#include <string>

namespace rds::identity {

// What RAM is asked.
struct Question {
    std::string action;    // "rds:DescribeBackupTasks"
    std::string resource;  // "acs:rds:cn-hangzhou:1000000000000000:dbinstance/rm-a"
    // Condition keys and their values: "acs:SourceIp", "acs:SecureTransport", "acs:CurrentTime",
    // "rds:ResourceTag/env", ...
    std::map<std::string, std::string, std::less<>> conditions{};
};

struct Decision {
    bool is_allowed = false;
    std::string statement{};  // the pointer to the statement that decided; empty: none matched
    // If none did: which one would have allowed the action, and what of it does not fit, as in
    // ".../Statement/0 would, but for its Resource"; empty: none speaks of the action.
    std::string nearest{};
};

// An explicit Deny wins; nothing that matches means no. A root may do all.
Decision decide(Principal const& principal, Question const& question);

}  // namespace rds::identity
