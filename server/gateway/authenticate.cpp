#include "server/gateway/authenticate.hpp"

#include "server/control/accounts.hpp"
#include "storage/account_id.hpp"

namespace rds::gateway {

Caller authenticate(Call const& call) {
    auto const& key = call.access_key_id;
    return {key, storage::is_account_id(key) ? key : std::string{control::kDefaultAccount}};
}

}  // namespace rds::gateway
