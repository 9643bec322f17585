-- What a test that edits jobs and turns the clock needs.

-- All jobs' moves in the order in which they fall due, however many have.
CREATE INDEX moves_by_time ON moves (at, job_id, seq);

-- A held job has no moves ahead, and polls do not move it.
ALTER TABLE backup_jobs ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));

-- The moves that a held job will make once it is released, and how long after that.
CREATE TABLE held_moves (
    job_id INTEGER NOT NULL REFERENCES backup_jobs (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    from_phase INTEGER NOT NULL CHECK (from_phase BETWEEN 0 AND 5),
    to_phase INTEGER NOT NULL CHECK (to_phase = from_phase + 1 OR to_phase = 7),
    remaining INTEGER NOT NULL CHECK (remaining >= 0), -- milliseconds
    why TEXT NOT NULL,
    PRIMARY KEY (job_id, seq)
) STRICT, WITHOUT ROWID;
