#include "server/identity/identities.hpp"

#include <fmt/format.h>

namespace rds::identity {

std::string Principal::arn() const {
    switch (kind) {
        case Kind::root:
            break;
        case Kind::user:
            return fmt::format("acs:ram::{}:user/{}", tenant, name);
        case Kind::role:
            return fmt::format("acs:ram::{}:role/{}", tenant, name);
    }
    return fmt::format("acs:ram::{}:root", tenant);
}

}  // namespace rds::identity
