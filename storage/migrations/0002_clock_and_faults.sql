-- What an account needs beside its instances and jobs to go on after a restart.

-- The clock: account time = account_anchor + (machine time - machine_anchor) * speed. No row: it has
-- not been stored. While the program is down, a clock of speed 1 runs on and every other one stands
-- at resume_at, which is never before a time that the account has shown.
CREATE TABLE clock (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    account_anchor INTEGER NOT NULL,
    machine_anchor INTEGER NOT NULL,
    speed REAL NOT NULL CHECK (speed >= 0), -- account seconds for each machine second; 0: frozen
    resume_at INTEGER NOT NULL
) STRICT;

-- Faults that tests injected, in the order in which they were.
CREATE TABLE injected_faults (
    id INTEGER NOT NULL PRIMARY KEY,
    action TEXT NOT NULL CHECK (action <> ''),
    code TEXT NOT NULL CHECK (code <> ''),
    first INTEGER NOT NULL CHECK (first >= 1), -- how many calls it strikes
    hits INTEGER NOT NULL CHECK (hits BETWEEN 0 AND first)
) STRICT;
