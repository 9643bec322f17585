#include "server/identity/decide.hpp"

namespace rds::identity {

Decision decide(Principal const& principal, Question const& /*question*/) {
    return {principal.kind == Principal::Kind::root, {}};
}

}  // namespace rds::identity
