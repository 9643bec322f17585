#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

#include <fmt/format.h>

namespace rds::actions {

namespace {

struct Request {
    std::string language;
};

struct Zone {
    std::string region_id;
    std::string zone_id;
    std::string region_name;
    std::string zone_name;
    std::string endpoint;
};

struct Response {
    std::vector<Zone> zones;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        api::optional("AcceptLanguage", &Request::language)
            .about("Accepted; names are in English.")
            .example("en-US")
            .otherwise("en-US")
            .must_be(api::one_of({"zh-CN", "en-US"}))
            .refused_as(documented("DescribeRegions", "InvalidAcceptLanguage.NotFound")),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<Zone> const zone{
        api::member("RegionId", &Zone::region_id),
        api::member("ZoneId", &Zone::zone_id),
        api::member("LocalName", &Zone::region_name),
        api::member("ZoneName", &Zone::zone_name),
        api::member("RegionEndpoint", &Zone::endpoint)
            .about("The address that was called, so that no key goes to the service."),
    };
    static api::Shape<Response> const shape{
        api::list("Regions", "RDSRegion", &Response::zones, zone),
    };
    return shape;
}

api::Result<Response> handle(Request const& /*request*/, api::Context& context) {
    Response answer;
    for (auto const& region : context.tenant.catalogue().regions()) {
        for (auto const& zone : region.zone_ids()) {
            auto const zone_name = fmt::format("{} zone {}", region.name, zone.back());
            answer.zones.push_back({region.id, zone, region.name, zone_name, context.endpoint});
        }
    }
    return answer;
}

}  // namespace

api::Action describe_regions() {
    return api::declare<Request, Response>(
               "DescribeRegions",
               "Lists the regions and their zones, a row for each zone."
    )
        .reads()
        .authorised(
            api::AccessLevel::get,
            {"*", {}, [](Request const&) { return std::vector<api::Resource>{}; }}
        )
        .takes(parameters())
        .answers(response())
        .runs(handle);
}

}  // namespace rds::actions
