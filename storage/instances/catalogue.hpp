// What the service sells: regions with their zones, instance classes, and the parameters of each
// engine. A fixture may change them for its tenant.
#pragma once

#include "storage/fields/table.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

struct Region {
    std::string id{};
    std::string name{};   // as the console shows it in English
    std::string zones{};  // a letter each: "hij" are cn-hangzhou-h, -i and -j

    // "cn-hangzhou-h", in order.
    std::vector<std::string> zone_ids() const;
};

// The minor version of an instance of which nothing else is said.
inline constexpr std::string_view kMinorVersion = "rds_20200229";

// What an instance class offers.
struct InstanceClass {
    std::string name{};
    std::int32_t cores = 0;
    std::int32_t memory = 0;  // MB
    std::int32_t connections = 0;
    std::int32_t iops = 0;  // at most
};

// The class of an instance of which nothing is said but its engine.
std::string_view usual_class(std::string_view engine);

// The versions that are sold of an engine; none of SQL Server, which has too many names of them.
std::span<std::string_view const> engine_versions(std::string_view engine);

// What an instance of this engine listens on.
int usual_port(std::string_view engine);

// "rm-a.mysql.rds.aliyuncs.com": the host name of an instance of this engine.
std::string host_name(std::string_view first_label, std::string_view engine);

// A parameter of a database engine, as a new instance runs with it.
struct EngineParameter {
    std::string name{};
    std::string value{};
    std::string about{};
};

// What a fixture says of an engine.
struct Engine {
    std::string name{};
    TextsByName parameters{};  // other values, and other parameters, than the service's
};

// What names a region, and a class, wherever it does.
inline constexpr Rule kRegionId{
    .about = "RegionId.",
    .title = "a region ID of up to 64 lowercase letters, digits or hyphens",
    .pattern = "^[a-z][a-z0-9-]*$",
    .longest = 64,
};
inline constexpr Rule kInstanceClass{
    .about = "DBInstanceClass.",
    .title = "a class such as mysql.n2.medium.1",
    .pattern = "^[A-Za-z0-9.]+$",
    .longest = 64,
};

Table const& regions_table();
Table const& instance_classes_table();
Table const& engines_table();

// The catalogue of one tenant: the service's rows, and the rows that a fixture has added or
// replaced. Use inside a transaction on the tenant's strand, for one call.
class Catalogue {
  public:
    explicit Catalogue(sqlite::Connection& database) : database_{database} {}

    // In order of ID.
    std::vector<Region> regions();

    // Returns nothing if neither the service nor the tenant has a region of this ID.
    std::optional<Region> region(std::string_view id);

    // In order of name.
    std::vector<InstanceClass> instance_classes();

    // The class of this name, or, of one that the catalogue does not have, what the name tells
    // (mysql.x4.large.2 has 4 cores and 4 GB for each of them); all zero if it tells nothing.
    InstanceClass instance_class(std::string_view name);

    // What a new instance of this engine runs with, by name.
    std::map<std::string, EngineParameter> engine_parameters(std::string_view engine);

  private:
    std::span<InstanceClass const> own_classes();

    sqlite::Connection& database_;
    std::optional<std::vector<InstanceClass>> own_classes_{};  // absent: not read yet
};

}  // namespace rds::storage
