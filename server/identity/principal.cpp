#include "server/identity/identities.hpp"

#include <fmt/format.h>

namespace rds::identity {

std::string Principal::arn() const {
    switch (kind) {
        case Kind::root:
            break;
        case Kind::user:
            return fmt::format("acs:ram::{}:user/{}", account, name);
        case Kind::role:
            return fmt::format("acs:ram::{}:role/{}", account, name);
    }
    return fmt::format("acs:ram::{}:root", account);
}

}  // namespace rds::identity
