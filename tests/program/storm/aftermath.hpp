// What a tenant must look like once nobody calls any more.
#pragma once

#include "tests/program/storm/client.hpp"

#include <rapidjson/document.h>

#include <string>
#include <vector>

namespace rds::storm {

class Aftermath {
  public:
    // Reads the tenant's journal, jobs and faults. `sent` are the calls of its clients, each
    // client's in the order they were sent.
    Aftermath(Connection& connection, std::string key, std::vector<Sent> sent);

    // Of every tenant: each fails the test.
    void expect_no_calls_of_others() const;
    void expect_legal_histories() const;

    // Of one that was never reset, loaded or restored.
    void expect_complete_journal() const;
    void expect_a_job_for_each_success() const;
    void expect_a_hit_for_each_strike() const;

  private:
    rapidjson::Document read(std::string const& path);
    Sent const* find(std::string_view tag) const;

    Connection& connection_;
    std::string const key_;
    std::vector<Sent> const sent_;
    rapidjson::Document journal_;
    rapidjson::Document jobs_;
    rapidjson::Document faults_;
};

// The tenant's state loads again to the same text. Stops its clock.
void expect_export_to_load(Connection& connection, std::string const& key);

}  // namespace rds::storm
