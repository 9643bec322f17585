-- Faults that tests injected, in the order in which they were. An ID is never given twice: a journal
-- may still name one that is gone.
CREATE TABLE fault_rules (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''), -- JSON that others write and understand
    calls INTEGER NOT NULL CHECK (calls >= 0), -- that it was tried on
    hits INTEGER NOT NULL CHECK (hits BETWEEN 0 AND calls) -- of these, that it struck
) STRICT;

INSERT INTO fault_rules (id, rule, calls, hits)
SELECT id, json_object('action', action, 'code', code, 'first', first), hits, hits
FROM injected_faults
ORDER BY id;

DROP TABLE injected_faults;
