#include "server/actions/faults.hpp"
#include "server/actions/groups.hpp"
#include "server/actions/instances/instance.hpp"
#include "server/actions/instances/instance_shape.hpp"
#include "server/text/escape.hpp"
#include "server/text/number.hpp"
#include "server/text/suggest.hpp"
#include "storage/fields/table.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

using api::optional;

constexpr auto kTypes = std::to_array<std::string_view>({"Primary", "Readonly", "Guard", "Temp"});

struct Request {
    std::string region_id;
    std::string instance_id;
    std::string status;
    std::string type;
    std::map<std::string_view, std::string> texts;  // by the column that must hold them
    std::string search_key;
    std::map<std::string, std::string> tags;
    std::string expired;
    Paging paging;
    std::optional<std::int32_t> most;
    std::string token;
    std::string unused;
};

struct Response {
    std::vector<ShownInstance> instances;
    std::optional<std::string> token{};
    std::int32_t page = 1;
    std::int64_t count_of_page = 0;
    std::int64_t count = 0;
    bool names_one = false;  // by its ID
};

// A parameter that wants a text in a column.
struct Filter {
    std::string_view name;
    std::string_view column;
    std::string_view about;
    std::string_view example;
    api::Words words{};
};

constexpr std::string_view kEndpoint = "rm-uf6wjk5xxxxxxx.mysql.rds.aliyuncs.com";
constexpr auto kFilters = std::to_array<Filter>({
    {"Engine", "engine", "Only instances of this engine.", "MySQL", storage::kEngines},
    {"EngineVersion", "engine_version", "Only instances of this version.", "8.0"},
    {"PayType", "pay_type", "Only instances that are paid so.", "Postpaid", storage::kPayTypes},
    {"DBInstanceClass", "instance_class", "Only instances of this class.", "mysql.n2.medium.1"},
    {"Category", "category", "Only instances of this edition.", "HighAvailability"},
    {"InstanceNetworkType",
     "network_type",
     "Only instances in this kind of network.",
     "VPC",
     storage::kNetworkTypes},
    {"VpcId", "vpc_id", "Only instances in this VPC.", "vpc-bp1emulator000000000"},
    {"VSwitchId", "v_switch_id", "Only instances on this vSwitch.", "vsw-bp1emulator000000000"},
    {"ZoneId", "zone_id", "Only instances in this zone.", "cn-hangzhou-h"},
    {"ConnectionMode",
     "connection_mode",
     "Only instances of this mode.",
     "Standard",
     storage::kConnectionModes},
    {"ConnectionString", "connection_string", "Only the instance of this endpoint.", kEndpoint},
    {"ResourceGroupId", "resource_group_id", "Only instances of this group.", "rg-acfmemulator00"},
});

static_assert(std::ranges::equal(kFilters, storage::kFilteredColumns, {}, &Filter::column));

api::Parameters<Request> filters_by_text() {
    std::vector<api::Parameters<Request>> rows;
    rows.reserve(kFilters.size());
    for (auto const& filter : kFilters) {
        api::ParameterSpec spec{
            .name = filter.name,
            .about = filter.about,
            .example = filter.example};
        auto const& words = filter.words;
        if (!words.empty()) spec.rules.push_back(api::one_of({words.begin(), words.end()}));
        auto const read = [&filter](api::Given const& given, Request& request) {
            auto const text = api::checked_text(given);
            if (text && *text) request.texts[filter.column] = **text;
            return text ? std::nullopt : std::optional{text.error()};
        };
        rows.emplace_back(api::Parameter<Request>{std::move(spec), read});
    }
    return api::Parameters<Request>::joined(rows);
}

api::Parameters<Request> other_filters() {
    return {
        optional("DBInstanceId", &Request::instance_id)
            .about("Only this instance.")
            .example("rm-uf6wjk5xxxxxxx"),
        optional("DBInstanceStatus", &Request::status)
            .about("Only instances of this status.")
            .example("Running"),
        optional("DBInstanceType", &Request::type)
            .about("Only instances of this type.")
            .example("Primary")
            .must_be(api::one_of({kTypes.begin(), kTypes.end()}))
            .refused_as(documented("DescribeDBInstances", "InvalidDBInstanceType.ValueNotSupport")),
        optional("Expired", &Request::expired)
            .about("Only instances that have expired, or have not.")
            .example("False")
            .must_be(api::one_of({"True", "False"}))
            .refused_as(documented("DescribeDBInstances", "InvalidExpired.Format")),
        optional("SearchKey", &Request::search_key)
            .about("Only instances that have this in their ID or description.")
            .example("uf6"),
        optional("Tags", &Request::tags)
            .about("Only instances that have one of these tags: a JSON object.")
            .example(R"({"env": "test"})"),
    };
}

// In the order in which they are checked.
api::Parameters<Request> const& parameters() {
    constexpr std::int32_t kMostRows = 100;
    static api::Parameters<Request> const table{
        api::required("RegionId", &Request::region_id).about("The region.").example("cn-hangzhou"),
        other_filters(),
        filters_by_text(),
        paging(&Request::paging, 1, kMostRows),
        optional("MaxResults", &Request::most)
            .about("How many rows at most; then NextToken leads on, and pages count for nothing.")
            .example("30")
            .ranging(api::whole_number(1, kMostRows)),
        optional("NextToken", &Request::token)
            .about("Where to go on: that of the answer before.")
            .example("1a2b3c-0-rm-uf6wjk5xxxxxxx")
            .refused_as(documented("DescribeDBInstances", "Invalid.NextToken")),
        optional("proxyId", &Request::unused).about("Accepted.").example("API"),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Response> const shape{
        api::list("Items", "DBInstance", &Response::instances, listed_instance()),
        api::member("NextToken", &Response::token),
        api::member("PageNumber", &Response::page),
        api::member("PageRecordCount", &Response::count_of_page),
        api::member("TotalRecordCount", &Response::count),
    };
    return shape;
}

std::optional<std::string_view> given(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>{text};
}

storage::InstanceFilter filter_of(Request const& request) {
    storage::InstanceFilter filter{
        .region_id = given(request.region_id),
        .id = given(request.instance_id),
        .in_id_or_description = given(request.search_key),
        .texts = {request.texts.begin(), request.texts.end()},
    };
    if (auto const state = storage::kInstanceMachine.state(request.status))
        filter.state = storage::InstanceState{*state};
    if (!request.type.empty()) filter.is_read_only = request.type == "Readonly";
    if (!request.tags.empty()) filter.any_tag = storage::json_text(request.tags);
    return filter;
}

// Nothing here is of these: no instance guards another one or is temporary.
bool wants_nothing(Request const& request) {
    auto const is_unknown_status =
        !request.status.empty() && !storage::kInstanceMachine.state(request.status);
    return request.type == "Guard" || request.type == "Temp" || is_unknown_status;
}

// The same for the same filters, so that a token of another list is known.
std::string hash_of(api::Context const& context) {
    return fingerprint(context, {"PageNumber", "PageSize", "MaxResults", "NextToken"});
}

std::string token_behind(storage::Instance const& last, api::Context const& context) {
    return fmt::format(
        "{}-{}-{}",
        hash_of(context),
        static_cast<std::uint64_t>(last.created_at.value().time_since_epoch().count()),
        last.id
    );
}

std::optional<storage::InstancesFrom>
place_of(std::string_view token, api::Context const& context) {
    auto const first = token.find('-');
    auto const second = token.find('-', std::min(first, token.size() - 1) + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    auto const millis = text::number<std::uint64_t>(token.substr(first + 1, second - first - 1));
    auto const is_ours = token.substr(0, first) == hash_of(context);
    if (!millis || !is_ours) return std::nullopt;
    return storage::InstancesFrom{
        storage::Instant{storage::Duration{static_cast<std::int64_t>(*millis)}},
        std::string{token.substr(second + 1)}};
}

// Why a list is empty, for callers who may see all.
std::string hint_empty(Request const& request, std::int64_t count, api::Context& context) {
    if (context.authorise) return {};
    if (count > 0) {
        return fmt::format(
            "Page {} of {} rows is behind the last of the {} instances.",
            request.paging.number,
            request.paging.size,
            count
        );
    }
    auto const& states = storage::kInstanceStates;
    if (!request.status.empty() && !storage::kInstanceMachine.state(request.status)) {
        return fmt::format(
            "No instance has the status {}{}.",
            text::quoted(request.status),
            text::near_name(request.status, {states.begin(), states.end()})
        );
    }
    auto const named = context.tenant.instances().basics(request.instance_id);
    if (named && named->region_id != request.region_id) {
        return fmt::format(
            "{} is in {}, not in {}.",
            text::quoted(request.instance_id),
            named->region_id,
            text::quoted(request.region_id)
        );
    }
    auto const regions = context.tenant.instances().used_regions();
    if (regions.empty()) return "This account has no instances.";
    return fmt::format(
        "No instance of {} is as the filters want; this account has instances in {}.",
        text::quoted(request.region_id),
        text::joined(regions, "and")
    );
}

api::Result<Response>
rows_from(Request const& request, storage::InstanceFilter filter, api::Context& context) {
    auto instances = context.tenant.instances();
    filter.visible_at = visible_at(context);
    if (!request.expired.empty()) filter.is_expired = request.expired == "True";
    filter.now = context.now;
    auto const by_token = request.most || !request.token.empty();
    auto const most = by_token ? request.most.value_or(request.paging.size) : request.paging.size;
    storage::InstancesFrom from{.offset = by_token ? 0 : request.paging.offset()};
    if (!request.token.empty()) {
        auto const place = place_of(request.token, context);
        if (!place) {
            return api::Fault{documented("DescribeDBInstances", "Invalid.NextToken")}.hinting(
                "It is not the NextToken of an answer with the same filters."
            );
        }
        from = *place;
    }
    auto rows = instances.page(filter, from, by_token ? most + 1 : most);
    Response answer;
    if (by_token && std::ssize(rows) > most) {
        rows.pop_back();
        answer.token = token_behind(rows.back(), context);
    }
    answer.instances = shown_instances(std::move(rows), context.tenant);
    answer.count_of_page = std::ssize(answer.instances);
    answer.page = by_token ? 1 : request.paging.number;
    answer.count = by_token ? answer.count_of_page : instances.count_of(filter);
    return answer;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    Response nothing;
    nothing.page = request.paging.number;
    auto answer = wants_nothing(request) ? api::Result<Response>{nothing}
                                         : rows_from(request, filter_of(request), context);
    if (!answer) return answer;
    answer->names_one = !request.instance_id.empty();
    if (answer->instances.empty()) context.hint = hint_empty(request, answer->count, context);
    return answer;
}

void count_polls(Response const& answer, api::Context& context) {
    if (!answer.names_one) return;
    for (auto const& instance : answer.instances)
        context.tenant.instances().count_poll(instance.id, context.now);
}

}  // namespace

api::Action describe_db_instances() {
    return api::declare<Request, Response>(
               "DescribeDBInstances",
               "Lists the instances of a region, newest first."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_all_instances<Request>())
        .takes(parameters())
        .answers(response())
        .polls("the instance that DBInstanceId names", count_polls)
        .refuses_with({&documented("DescribeDBInstances", "Invalid.NextToken")})
        .runs(handle);
}

}  // namespace rds::actions
