-- Disclosure on its whole way: further steps, letters, volumes and editions of an extract, marks of order 11,
-- links between requests of one person, and the redaction of a request whose years are over.

-- SQLite cannot change a CHECK: the table is written anew with further kinds of steps.
CREATE TABLE disclosure_step_next (
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  step INTEGER NOT NULL CHECK (step >= 1),
  kind TEXT NOT NULL CHECK (kind IN (
    'identity_verified', 'identity_failed', 'matches_settled', 'decided', 'withdrawn',
    'extract_issued', 'delivered',
    'clock_stopped', 'clock_resumed', 'due_extended', 'method_changed', 'fee_noted', 'letter_issued',
    'objection_noted', 'delivery_returned', 'alert_settled', 'redacted'
  )),
  taken_at INTEGER NOT NULL,
  taken_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (request_no, step)
) STRICT, WITHOUT ROWID;

INSERT INTO disclosure_step_next (request_no, step, kind, taken_at, taken_by, sealed)
SELECT request_no, step, kind, taken_at, taken_by, sealed FROM disclosure_step;

DROP TABLE disclosure_step;

ALTER TABLE disclosure_step_next RENAME TO disclosure_step;

CREATE TRIGGER disclosure_step_is_append_only BEFORE UPDATE ON disclosure_step
WHEN OLD.kind <> NEW.kind OR OLD.taken_at <> NEW.taken_at OR OLD.taken_by <> NEW.taken_by
BEGIN SELECT RAISE(ABORT, 'a step is never edited: append another'); END;

-- When the register's years were over and the person was taken out; the trail stays.
ALTER TABLE disclosure_request ADD COLUMN redacted_at INTEGER;

CREATE INDEX disclosure_request_kept ON disclosure_request (request_no) WHERE redacted_at IS NULL;

-- Keyed digests of what the requester claims: a repeat of an earlier request is found by them.
CREATE TABLE disclosure_request_key (
  digest BLOB NOT NULL CHECK (length(digest) = 8),
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  PRIMARY KEY (digest, request_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX disclosure_request_key_request ON disclosure_request_key (request_no);

-- An extract above the operator's limit comes in volumes; an English edition stands beside the Japanese one.
CREATE TABLE extract_file (
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  edition TEXT NOT NULL CHECK (edition IN ('ja', 'en')),
  volume INTEGER NOT NULL CHECK (volume >= 1),
  -- Of the PDF.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- How many rows its annex shows; null for documents issued before volumes were.
  row_count INTEGER,
  PRIMARY KEY (extract_no, edition, volume)
) STRICT, WITHOUT ROWID;

INSERT INTO extract_file (extract_no, edition, volume, sha256)
SELECT extract_no, 'ja', 1, sha256 FROM extract;

CREATE TRIGGER extract_file_is_never_edited BEFORE UPDATE ON extract_file
BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;

-- Chunks are counted through an extract's part, over its editions and volumes.
ALTER TABLE extract_chunk ADD COLUMN edition TEXT NOT NULL DEFAULT 'ja' CHECK (edition IN ('ja', 'en'));
ALTER TABLE extract_chunk ADD COLUMN volume INTEGER NOT NULL DEFAULT 1 CHECK (volume >= 1);

-- Which lines an issued extract shows, and as which version of their records: a later one raises an alert.
CREATE TABLE extract_line (
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  version INTEGER NOT NULL CHECK (version >= 0),
  PRIMARY KEY (record_no, line, extract_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX extract_line_extract ON extract_line (extract_no);

-- Letters beside the extract: acknowledgement, request for completion, new reply date and the like.
CREATE TABLE letter (
  letter_no INTEGER PRIMARY KEY AUTOINCREMENT,
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  kind TEXT NOT NULL,
  doc_no TEXT NOT NULL UNIQUE,
  series_year INTEGER NOT NULL,
  series_number INTEGER NOT NULL CHECK (series_number >= 1),
  issued_at INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  -- Of the Japanese PDF.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  UNIQUE (series_year, series_number)
) STRICT;

CREATE INDEX letter_request ON letter (request_no);

CREATE TRIGGER letter_is_never_edited BEFORE UPDATE ON letter
BEGIN SELECT RAISE(ABORT, 'an issued letter is never edited'); END;

CREATE TABLE letter_chunk (
  letter_no INTEGER NOT NULL REFERENCES letter (letter_no),
  edition TEXT NOT NULL CHECK (edition IN ('ja', 'en')),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  sealed BLOB NOT NULL,
  PRIMARY KEY (letter_no, edition, chunk)
) STRICT;

-- Marks under article 11 of the order: what they name exists for the restricted role alone. Append-only: a
-- mark is placed, changed and released by a further revision.
CREATE TABLE protective_mark (
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  released INTEGER NOT NULL CHECK (released IN (0, 1)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (code, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER protective_mark_is_append_only BEFORE UPDATE ON protective_mark
WHEN OLD.released <> NEW.released OR OLD.at <> NEW.at OR OLD.by <> NEW.by
BEGIN SELECT RAISE(ABORT, 'a mark is never edited: append a revision'); END;

-- The lines that marks in force hide; line 0 hides the record as a whole, wording 0 whatever the line says: else
-- it is hidden in the versions that say this of it. Queries leave hidden lines out by themselves, so that the way
-- of a marked person takes no step that another's does not.
CREATE TABLE protected_line (
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 0),
  wording_id INTEGER NOT NULL CHECK (wording_id >= 0),
  code TEXT NOT NULL,
  PRIMARY KEY (record_no, line, wording_id, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX protected_line_code ON protected_line (code);
