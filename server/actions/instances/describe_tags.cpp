#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

#include <map>
#include <utility>

namespace rds::actions {

namespace {

struct Request {
    std::string region_id;
    std::string instance_id;
    std::string resource_type;
    std::map<std::string, std::string> tags;
};

struct TagInfo {
    std::string key;
    std::string value;
    std::vector<std::string> instances;
};

struct Response {
    std::vector<TagInfo> tags;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        api::required("RegionId", &Request::region_id)
            .about("The region; with DBInstanceId any.")
            .example("cn-hangzhou"),
        api::optional("DBInstanceId", &Request::instance_id)
            .about("Only the tags of this instance; other filters then count for nothing.")
            .example("rm-uf6wjk5xxxxxxx"),
        api::optional("ResourceType", &Request::resource_type)
            .about("Accepted: here tags are those of instances.")
            .example("INSTANCE")
            .otherwise("INSTANCE"),
        api::optional("Tags", &Request::tags)
            .about("Only these tags: a JSON object.")
            .example(R"({"env": "test"})")
            .refused_as(documented("DescribeTags", "Tag.InvalidTagsParameter")),
    };
    return table;
}

api::Shape<Response> const& response() {
    static api::Shape<TagInfo> const info{
        api::member("TagKey", &TagInfo::key),
        api::member("TagValue", &TagInfo::value),
        api::list("DBInstanceIds", "DBInstanceIds", &TagInfo::instances),
    };
    static api::Shape<Response> const shape{
        api::list("Items", "TagInfos", &Response::tags, info),
    };
    return shape;
}

using ByTag = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

void add(storage::Instance const& instance, ByTag& all) {
    for (auto const& tag : instance.tags)
        all[tag].push_back(instance.id);
}

ByTag tags_of(Request const& request, api::Context& context) {
    ByTag all;
    if (!request.instance_id.empty()) {
        add(context.tenant.instances().get(request.instance_id), all);
        return all;
    }
    storage::InstanceFilter const in_region{
        .region_id = request.region_id,
        .visible_at = visible_at(context)};
    constexpr int kAll = -1;
    for (auto const& instance : context.tenant.instances().page(in_region, {}, kAll))
        add(instance, all);
    std::erase_if(all, [&request](auto const& tag) {
        auto const wanted = request.tags.find(tag.first.first);
        auto const is_wanted = wanted != request.tags.end() &&
                               (wanted->second.empty() || wanted->second == tag.first.second);
        return !request.tags.empty() && !is_wanted;
    });
    return all;
}

api::Result<Response> handle(Request const& request, api::Context& context) {
    auto all = tags_of(request, context);
    Response answer;
    for (auto& [tag, instances] : all)
        answer.tags.push_back({tag.first, tag.second, std::move(instances)});
    return answer;
}

}  // namespace

api::Action describe_tags() {
    return api::declare<Request, Response>(
               "DescribeTags",
               "Lists tags with the instances that have them, or the tags of one instance."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance_or_all(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DescribeTags", "InvalidDBInstanceId.NotFound")
        )
        .runs(handle);
}

}  // namespace rds::actions
