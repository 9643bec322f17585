#include "server/gateway/wire/call.hpp"

#include "server/gateway/wire/argument_limits.hpp"
#include "server/text/secrets.hpp"

namespace rds::gateway {

std::string_view Call::shown_value(api::Argument const& argument) const {
    auto const& name = argument.name;
    auto const is_secret = text::is_secret_name(name) || plain_part(name).size() != name.size() ||
                           (declared != nullptr && declared->has_secret(name)) ||
                           text::holds_secret_member(argument.value);
    return is_secret && !argument.value.empty() ? text::kRedacted : argument.value;
}

}  // namespace rds::gateway
