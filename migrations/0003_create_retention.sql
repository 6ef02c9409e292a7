-- Retention: holds that stop erasure, approvals, and the runs that erase.

-- Append-only: a hold is placed, changed and released by a further revision.
CREATE TABLE legal_hold (
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  released INTEGER NOT NULL CHECK (released IN (0, 1)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (code, revision)
) STRICT, WITHOUT ROWID;

-- An incomplete record may go only when somebody other than the run's starter approved it.
CREATE TABLE retention_approval (
  record_no INTEGER PRIMARY KEY,
  approved_at INTEGER NOT NULL,
  approved_by TEXT NOT NULL
) STRICT;

CREATE TABLE retention_run (
  run_id INTEGER PRIMARY KEY AUTOINCREMENT,
  as_of TEXT NOT NULL CHECK (length(as_of) = 10),
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  finished_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done', 'failed')),
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;
