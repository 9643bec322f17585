-- One tenant. Times are milliseconds since 1970-01-01 UTC on the tenant's clock. States, phases, modes
-- and kinds are the numbers of the tables and enumerations in storage/.

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
    state INTEGER NOT NULL,
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    read_only INTEGER NOT NULL CHECK (read_only IN (0, 1)),
    job_plan TEXT NOT NULL -- '': the tenant's
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_databases (
    instance_id TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    PRIMARY KEY (instance_id, position),
    UNIQUE (instance_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE instance_tags (
    instance_id TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (instance_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE backup_jobs (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647),
    instance_id TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
    mode INTEGER NOT NULL CHECK (mode IN (0, 1)),
    started_at INTEGER NOT NULL,
    backup_id INTEGER NOT NULL UNIQUE CHECK (backup_id BETWEEN 1 AND 2147483647),
    phase INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 7),
    stopped_in INTEGER NOT NULL CHECK (stopped_in BETWEEN 0 AND 5), -- of a failed job
    ended_at INTEGER CHECK ((ended_at IS NOT NULL) = (phase >= 6)),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1))
) STRICT;

CREATE INDEX live_backup_jobs ON backup_jobs (instance_id, started_at DESC, id DESC)
WHERE ended_at IS NULL;

CREATE INDEX ended_backup_jobs ON backup_jobs (instance_id, ended_at DESC, id DESC)
WHERE ended_at IS NOT NULL;

CREATE INDEX manual_backup_jobs_by_start ON backup_jobs (instance_id, started_at)
WHERE mode = 1;

-- What resources did and what they will do. Of a move to come exactly one of three says when: the
-- instant, the time after the release of a held resource, or the polls that must come before.
CREATE TABLE moves (
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    id ANY NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    from_state INTEGER NOT NULL,
    to_state INTEGER NOT NULL,
    at INTEGER,
    remaining INTEGER CHECK (remaining >= 0),
    polls INTEGER CHECK (polls >= 1),
    settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
    why TEXT NOT NULL,
    PRIMARY KEY (kind, id, seq),
    CHECK ((at IS NOT NULL) + (remaining IS NOT NULL) + (polls IS NOT NULL) = 1),
    CHECK (settled = 0 OR at IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX due ON moves (at, kind, id, seq) WHERE settled = 0 AND at IS NOT NULL;

-- The plus keeps the ID's type from being forced on moves of all kinds, which no index could follow.
CREATE TRIGGER moves_of_instances AFTER DELETE ON instances BEGIN
    DELETE FROM moves WHERE kind = 0 AND id = +OLD.id;
END;

CREATE TRIGGER moves_of_backup_jobs AFTER DELETE ON backup_jobs BEGIN
    DELETE FROM moves WHERE kind = 1 AND id = +OLD.id;
END;

-- The clock: tenant time = tenant_anchor + (machine time - machine_anchor) * speed. No row: it has not
-- been stored. While the program is down, a clock of speed 1 runs on and every other one stands at
-- resume_at, which is never before a time that the tenant has shown.
CREATE TABLE clock (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    tenant_anchor INTEGER NOT NULL,
    machine_anchor INTEGER NOT NULL,
    speed REAL NOT NULL CHECK (speed >= 0), -- tenant seconds for each machine second; 0: frozen
    resume_at INTEGER NOT NULL
) STRICT;

-- The instant by which all that was due has been made. No row: nothing has.
CREATE TABLE settled (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    until INTEGER NOT NULL
) STRICT;

-- Faults that tests injected, in the order in which they were. An ID is never given twice: a journal
-- may still name one that is gone.
CREATE TABLE fault_rules (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''), -- JSON that others write and understand
    calls INTEGER NOT NULL CHECK (calls >= 0), -- that it was tried on
    hits INTEGER NOT NULL CHECK (hits BETWEEN 0 AND calls) -- of these, that it struck
) STRICT;
