// What the service sells: regions with their zones, instance classes, and the parameters of each
// engine. Constants; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rds::storage {

struct Region {
    std::string_view id;
    std::string_view name;   // as the console shows it in English
    std::string_view zones;  // a letter each: "hij" are cn-hangzhou-h, -i and -j
};

// In order of ID.
std::span<Region const> regions();

// Nothing: the service has no region of this ID.
std::optional<Region> region_of(std::string_view id);

// "cn-hangzhou-h": the zones of a region, in order; none if the service has no such region.
std::vector<std::string> zones_of(std::string_view region_id);

// The minor version of an instance of which nothing else is said.
inline constexpr std::string_view kMinorVersion = "rds_20200229";

// What an instance class offers.
struct InstanceClass {
    std::string_view name;
    int cores = 0;
    int memory = 0;  // MB
    int connections = 0;
    int iops = 0;  // at most
};

// In order of name.
std::span<InstanceClass const> instance_classes();

// The class of this name, or, of one that the catalogue does not have, what the name tells
// (mysql.x4.large.2 has 4 cores and 4 GB for each of them); all zero if it tells nothing.
InstanceClass instance_class_of(std::string_view name);

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
    std::string_view name;
    std::string_view value;
    std::string_view about;
};

// In order of name.
std::span<EngineParameter const> engine_parameters(std::string_view engine);

}  // namespace rds::storage
