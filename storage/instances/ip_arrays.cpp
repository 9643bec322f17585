#include "storage/instances/ip_arrays.hpp"

#include "storage/instances/instances.hpp"

#include <array>

namespace rds::storage {

namespace {

constexpr Rule kAddress{
    .title = "an IP address or a CIDR block, such as 10.0.0.0/8",
    .pattern =
        "^((([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\\.){3}"
        "([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])(/([0-9]|[12][0-9]|3[0-2]))?"
        "|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+(/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))?)$",
    .longest = 64,
};

// As two records show a new instance.
std::vector<AnyRow> usual() {
    return {std::make_shared<IpArray>(IpArray{.name = "default", .addresses = {"127.0.0.1"}})};
}

constexpr std::array kFields{
    field<&IpArray::instance_id>(
        "instance",
        kInstanceId,
        {.column = "instance_id", .is_key = true, .references = "instances"}
    ),
    field<&IpArray::name>(
        "name",
        {.about = "DBInstanceIPArrayName.",
         .title = "a name of 1 to 32 lowercase letters, digits or underscores, beginning with "
                  "a letter",
         .pattern = "^[a-z][a-z0-9_]*$",
         .longest = 32},
        {.is_key = true}
    ),
    field<&IpArray::attribute>(
        "attribute",
        {.about = "DBInstanceIPArrayAttribute: hidden, or nothing.", .longest = 32}
    ),
    field<&IpArray::addresses>(
        "addresses",
        {.about = "IP addresses and CIDR blocks.",
         .most_elements = 1000,
         .is_distinct = true,
         .element = &kAddress}
    ),
};

}  // namespace

Table const& ip_arrays_table() {
    static Table const table{
        {.name = "ip_arrays",
         .noun = "IP array",
         .about = "The groups of the whitelist. Absent: one called default, of 127.0.0.1.",
         .fields = kFields,
         .make = new_row<IpArray>,
         .path = "ip-arrays",
         .most = 200,
         .usual = usual}};
    return table;
}

}  // namespace rds::storage
