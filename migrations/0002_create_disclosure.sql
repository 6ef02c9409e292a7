-- Disclosure requests (A33(5)): what was asked stands in the request, what was done in its steps.

CREATE TABLE disclosure_request (
  request_no TEXT PRIMARY KEY,
  series_year INTEGER NOT NULL,
  series_number INTEGER NOT NULL CHECK (series_number >= 1),
  received_on TEXT NOT NULL CHECK (length(received_on) = 10),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (series_year, series_number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER disclosure_request_is_append_only BEFORE UPDATE ON disclosure_request
WHEN OLD.request_no <> NEW.request_no OR OLD.received_on <> NEW.received_on
  OR OLD.opened_at <> NEW.opened_at OR OLD.opened_by <> NEW.opened_by
BEGIN SELECT RAISE(ABORT, 'a disclosure request is never edited: append a step'); END;

-- Append-only; (request_no, step) is the version by which a stale writer is caught.
CREATE TABLE disclosure_step (
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  step INTEGER NOT NULL CHECK (step >= 1),
  kind TEXT NOT NULL CHECK (kind IN (
    'identity_verified', 'identity_failed', 'matches_settled', 'decided', 'withdrawn',
    'extract_issued', 'delivered'
  )),
  taken_at INTEGER NOT NULL,
  taken_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (request_no, step)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER disclosure_step_is_append_only BEFORE UPDATE ON disclosure_step
WHEN OLD.kind <> NEW.kind OR OLD.taken_at <> NEW.taken_at OR OLD.taken_by <> NEW.taken_by
BEGIN SELECT RAISE(ABORT, 'a step is never edited: append another'); END;

CREATE TABLE extract (
  extract_no INTEGER PRIMARY KEY AUTOINCREMENT,
  request_no TEXT NOT NULL UNIQUE REFERENCES disclosure_request (request_no),
  doc_no TEXT NOT NULL UNIQUE,
  -- The series of document numbers: a year, or 0 where the operator's format has none.
  series_year INTEGER NOT NULL,
  series_number INTEGER NOT NULL CHECK (series_number >= 1),
  issued_at INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  -- Of the PDF.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  UNIQUE (series_year, series_number)
) STRICT;

CREATE TRIGGER extract_is_never_edited BEFORE UPDATE ON extract
BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;

-- The issued bytes, sealed, in chunks of at most 1 MiB.
CREATE TABLE extract_chunk (
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  part TEXT NOT NULL CHECK (part IN ('pdf', 'json', 'csv', 'manifest')),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  sealed BLOB NOT NULL,
  PRIMARY KEY (extract_no, part, chunk)
) STRICT;
