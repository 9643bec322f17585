-- One account. Times are milliseconds since 1970-01-01 UTC on the account's clock. Phases, modes and
-- kinds of plan are the numbers of the enumerations in storage/backup_job.hpp.

CREATE TABLE settings (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    job_plan TEXT NOT NULL,
    backups_per_day INTEGER NOT NULL CHECK (backups_per_day >= 0)
) STRICT;

INSERT INTO settings (one, job_plan, backups_per_day) VALUES (1, 'timed', 0);

-- The greatest ID of each kind so far; the next job is 4762615, its backup set 346650272.
CREATE TABLE counters (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    last_job_id INTEGER NOT NULL,
    last_backup_id INTEGER NOT NULL
) STRICT;

INSERT INTO counters (one, last_job_id, last_backup_id) VALUES (1, 4762614, 346650271);

CREATE TABLE plans (
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
    duration INTEGER NOT NULL CHECK (duration >= 0),
    polls_per_phase INTEGER NOT NULL CHECK (polls_per_phase >= 1),
    fails_in INTEGER NOT NULL CHECK (fails_in BETWEEN 0 AND 5),
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE instances (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    region_id TEXT NOT NULL,
    status TEXT NOT NULL,
    read_only INTEGER NOT NULL CHECK (read_only IN (0, 1)),
    job_plan TEXT NOT NULL -- '': the account's
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_databases (
    instance_id TEXT NOT NULL REFERENCES instances (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (instance_id, position),
    UNIQUE (instance_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_tags (
    instance_id TEXT NOT NULL REFERENCES instances (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (instance_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_jobs (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647),
    instance_id TEXT NOT NULL REFERENCES instances (id),
    mode INTEGER NOT NULL CHECK (mode IN (0, 1)),
    started_at INTEGER NOT NULL,
    backup_id INTEGER NOT NULL UNIQUE CHECK (backup_id BETWEEN 1 AND 2147483647),
    ends_at INTEGER NOT NULL, -- of the move to a terminal phase; 9223372036854775807: none is planned
    polls_per_phase INTEGER NOT NULL CHECK (polls_per_phase >= 0), -- 0: polls do not move it
    polls_seen INTEGER NOT NULL CHECK (polls_seen BETWEEN 0 AND polls_per_phase) -- in its phase
) STRICT;

-- The live jobs of an instance, however many have ended.
CREATE INDEX backup_jobs_by_end ON backup_jobs (instance_id, ends_at);

CREATE INDEX polled_backup_jobs_by_end ON backup_jobs (instance_id, ends_at)
WHERE polls_per_phase > 0;

CREATE INDEX manual_backup_jobs_by_start ON backup_jobs (instance_id, started_at)
WHERE mode = 1;

-- The timelines: a job's phase is its last move that is due.
CREATE TABLE moves (
    job_id INTEGER NOT NULL REFERENCES backup_jobs (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    from_phase INTEGER NOT NULL CHECK (from_phase BETWEEN 0 AND 5),
    to_phase INTEGER NOT NULL CHECK (to_phase = from_phase + 1 OR to_phase = 7),
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (job_id, seq)
) STRICT, WITHOUT ROWID;
