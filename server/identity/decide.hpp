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
};

// An explicit Deny wins; nothing that matches means no. A root may do all.
Decision decide(Principal const& principal, Question const& question);

}  // namespace rds::identity
