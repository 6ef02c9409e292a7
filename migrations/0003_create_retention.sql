-- Retention: holds that stop erasure, approvals, the runs that erase, and what they tell afterwards.

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

-- An incomplete record may go only when somebody other than the run's starter approved this very version.
-- The reason is sealed.
CREATE TABLE retention_approval (
  record_no INTEGER NOT NULL,
  approved_by TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 0),
  approved_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (record_no, approved_by)
) STRICT, WITHOUT ROWID;

CREATE TABLE retention_run (
  run_id INTEGER PRIMARY KEY AUTOINCREMENT,
  as_of TEXT NOT NULL CHECK (length(as_of) = 10),
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  -- Last sign of life: a run that gives none is taken for dead.
  beat_at INTEGER NOT NULL,
  stop_requested INTEGER NOT NULL DEFAULT 0 CHECK (stop_requested IN (0, 1)),
  finished_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done', 'failed')),
  batches INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0,
  -- When the files were rebuilt without what this run erased, or as far as the store lets anybody (the report
  -- says which); until then a later run owes it.
  cleaned_at INTEGER,
  report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;

CREATE UNIQUE INDEX retention_run_alone ON retention_run (state) WHERE state = 'running' AND dry_run = 0;
CREATE INDEX retention_run_owed ON retention_run (run_id) WHERE erased > 0 AND cleaned_at IS NULL;

-- What an erasure report lists: numbers, codes and days, kept as long as the audit log.
CREATE TABLE erasure (
  run_id INTEGER NOT NULL REFERENCES retention_run (run_id),
  record_no INTEGER NOT NULL,
  direction INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  retention_class INTEGER NOT NULL,
  recorded_on TEXT NOT NULL CHECK (length(recorded_on) = 10),
  filled_on TEXT CHECK (length(filled_on) = 10),
  occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
  keep_through TEXT CHECK (length(keep_through) = 10),
  deletable_from TEXT NOT NULL CHECK (length(deletable_from) = 10),
  -- Items still missing, space-separated codes; then who approved, with the sealed reason.
  missing TEXT,
  approved_by TEXT,
  sealed BLOB,
  PRIMARY KEY (run_id, record_no)
) STRICT, WITHOUT ROWID;

-- Records without dates: incomplete ones and running batches.
CREATE INDEX record_open ON record (record_no) WHERE keep_through IS NULL;
