-- One tenant. Times are milliseconds since 1970-01-01 UTC on the tenant's clock. States, phases, modes
-- and kinds are the numbers of the tables and enumerations in storage/.

-- Tables of resources and settings are made from their tables of fields.

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
