// A fixture document: read(), and where that accepts it, an emulator that starts from it.
#include "server/codec/read.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/kit/emulator_under_test.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace rds::fuzz {

namespace {

constexpr auto kSource = "f.json";

void require_well_said(codec::Invalid const& invalid) {
    std::string_view const line = invalid.what();
    require(line.starts_with(kSource), "a refusal names the file");
    require(is_printable_line(line), "a refusal is one printable line");
    require(!invalid.message().empty(), "a refusal says why");
}

std::optional<codec::Fixture> accepted(std::string_view input) {
    try {
        return codec::read(input, kSource);
    } catch (codec::Invalid const& invalid) {
        require_well_said(invalid);
        return std::nullopt;
    }
}

// What only the start can judge: a time by the clock, an ID by those there are, a fault by the
// catalog.
std::optional<kit::EmulatorUnderTest> started(std::string_view input) {
    try {
        return std::optional<kit::EmulatorUnderTest>{std::in_place, input};
    } catch (codec::Invalid const& invalid) {
        auto const& place = invalid.pointer();
        require(
            place.starts_with("/backupJobs/") || place.starts_with("/faults/"),
            "a document that was read can be applied"
        );
        return std::nullopt;
    }
}

void require_every_instance(codec::Fixture const& fixture, kit::EmulatorUnderTest& emulator) {
    std::vector<std::string> ids;
    for (auto const& instance : fixture.instances)
        ids.push_back(instance.id);
    std::ranges::sort(ids);
    auto found = emulator.state().instances().names();
    std::ranges::sort(found);
    require(ids == found, "the account has the fixture's instances");
}

bool is_read_only(codec::Fixture const& fixture, std::string const& id) {
    auto const at = std::ranges::find(fixture.instances, id, &storage::Instance::id);
    return at->read_only;
}

void require_every_job(codec::Fixture const& fixture, kit::EmulatorUnderTest& emulator) {
    for (auto const& row : fixture.backup_jobs) {
        if (row.job.id == 0 || is_read_only(fixture, row.job.instance_id)) continue;
        auto const id = std::to_string(row.job.id);
        auto const answer = emulator.ask(kit::call("DescribeBackupTasks")
                                             .with("DBInstanceId", row.job.instance_id)
                                             .with("BackupJobId", id));
        require(answer.status() == 200, "a job of the fixture can be asked for");
        require(
            answer.body().find("\"BackupJobId\":" + id + ',') != std::string::npos ||
                answer.body().find("\"BackupJobId\":" + id + '}') != std::string::npos,
            "and is shown"
        );
    }
}

}  // namespace

void check(std::string_view input) {
    auto const fixture = accepted(input);
    if (!fixture) return;
    auto emulator = started(input);
    if (!emulator) return;
    require_every_instance(*fixture, *emulator);
    if (fixture->faults.empty()) require_every_job(*fixture, *emulator);
}

}  // namespace rds::fuzz
