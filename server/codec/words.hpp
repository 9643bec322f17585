// What documents call the values of the state machine: the API's words where it has any.
#pragma once

#include "storage/backups/backup_job.hpp"

#include <string_view>
#include <vector>

namespace rds::codec {

// Each takes a word that the schema allows; another one throws std::invalid_argument.
storage::BackupStatus backup_status(std::string_view word);
storage::ProgressStatus progress_status(std::string_view word);
storage::JobMode job_mode(std::string_view word);
storage::PlanKind plan_kind(std::string_view word);

// A phase is called by its BackupStatus; CheckingUpload is the one that shows Uploading a second
// time.
storage::Phase phase(std::string_view word);

// The other way round.
std::string_view word(storage::BackupStatus status);
std::string_view word(storage::ProgressStatus progress);
std::string_view word(storage::JobMode mode);
std::string_view word(storage::PlanKind kind);
std::string_view word(storage::Phase phase);

// What BackupProgressStatus is when a document does not say it: where most jobs of this status
// stand.
std::string_view usual_progress(std::string_view status);

// The words for BackupProgressStatus that some job of this BackupStatus shows.
std::vector<std::string_view> progress_words_with(storage::BackupStatus status);

}  // namespace rds::codec
