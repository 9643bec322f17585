#include "server/actions/faults.hpp"
#include "server/actions/instances/instance.hpp"

namespace rds::actions {

namespace {

struct Request {
    std::string instance_id;
};

struct Template {
    std::int64_t id = 0;
    std::string name;
};

struct Data {
    std::string instance_id;
    std::vector<Template> templates;
};

struct Response {
    std::string code = "200";
    bool success = true;
    Data data;
};

api::Parameters<Request> const& parameters() {
    static api::Parameters<Request> const table{
        api::required("InsName", &Request::instance_id)
            .about("The instance.")
            .example("rm-uf6wjk5xxxxxxx"),
    };
    return table;
}

// Terraform wants the list to be there; templates are not emulated, so it is empty.
api::Shape<Response> const& response() {
    static api::Shape<Template> const linked{
        api::member("TemplateId", &Template::id),
        api::member("TemplateName", &Template::name),
    };
    static api::Shape<Data> const data{
        api::member("InsName", &Data::instance_id),
        api::array("Templates", &Data::templates, linked),
    };
    static api::Shape<Response> const shape{
        api::member("Code", &Response::code),
        api::member("Success", &Response::success),
        api::object("Data", &Response::data, data),
    };
    return shape;
}

api::Result<Response> handle(Request const& request, api::Context& /*context*/) {
    Response answer;
    answer.data.instance_id = request.instance_id;
    return answer;
}

}  // namespace

api::Action describe_instance_linked_whitelist_template() {
    return api::declare<Request, Response>(
               "DescribeInstanceLinkedWhitelistTemplate",
               "Lists the whitelist templates that are linked to an instance."
    )
        .reads()
        .authorised(api::AccessLevel::get, on_instance(&Request::instance_id))
        .takes(parameters())
        .answers(response())
        .of_instance(
            &Request::instance_id,
            documented("DescribeInstanceLinkedWhitelistTemplate", "InsName.NotFound")
        )
        .runs(handle);
}

}  // namespace rds::actions
