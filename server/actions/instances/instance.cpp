#include "server/actions/instances/instance.hpp"

#include "server/api/catalog.hpp"
#include "server/text/fingerprint.hpp"
#include "server/text/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rds::actions {

api::Result<storage::Instance>
shown_instance(InstanceRequest const& request, api::Context& context) {
    return context.tenant.instances().get(request.instance_id);
}

std::string
fingerprint(api::Context const& context, std::initializer_list<std::string_view> except) {
    auto arguments = context.arguments->all();
    std::erase_if(arguments, [&](api::Argument const& argument) {
        return std::ranges::count(api::kCommonParameters, argument.name) > 0 ||
               std::ranges::count(except, argument.name) > 0;
    });
    std::ranges::sort(arguments, {}, [](api::Argument const& argument) {
        return std::tie(argument.name, argument.value);
    });
    text::Fingerprint print;
    // Of what every call may have, these two count.
    for (auto const* const name : {"RegionId", "ResourceGroupId"})
        print.add(context.arguments->find(name).value_or(""));
    for (auto const& [name, value] : arguments) {
        print.add(name);
        print.add(value);
    }
    return fmt::format("{:016x}", print.value());
}

std::vector<storage::State> states_of(std::initializer_list<storage::InstanceState> states) {
    std::vector<storage::State> numbers;
    numbers.reserve(states.size());
    for (auto const state : states)
        numbers.push_back(static_cast<storage::State>(state));
    return numbers;
}

std::optional<storage::Instant> visible_at(api::Context& context) {
    auto const hides = context.tenant.settings().get().visible_after.count() > 0;
    return hides ? std::optional{context.now} : std::nullopt;
}

std::string seconds_text(storage::Instant instant) {
    return text::short_timestamp(std::chrono::floor<std::chrono::seconds>(instant));
}

std::string minutes_text(storage::Instant instant) {
    constexpr std::size_t kMinutes = std::string_view{"2026-01-02T03:04"}.size();
    return seconds_text(instant).substr(0, kMinutes) + "Z";
}

}  // namespace rds::actions
