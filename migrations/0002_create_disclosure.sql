-- Disclosure requests (A33(5)): what was asked stands in the request, what was done in its steps.

CREATE TABLE disclosure_request (
  request_no TEXT PRIMARY KEY,
  received_on TEXT NOT NULL CHECK (length(received_on) = 10),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Append-only; (request_no, step) is the version by which a stale writer is caught.
CREATE TABLE disclosure_step (
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  step INTEGER NOT NULL CHECK (step >= 1),
  kind TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  taken_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (request_no, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE extract (
  extract_no INTEGER PRIMARY KEY AUTOINCREMENT,
  request_no TEXT NOT NULL UNIQUE REFERENCES disclosure_request (request_no),
  doc_no TEXT NOT NULL UNIQUE,
  issued_at INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

-- The issued bytes, sealed, in chunks of at most 1 MiB.
CREATE TABLE extract_chunk (
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  part TEXT NOT NULL CHECK (part IN ('pdf', 'json', 'csv', 'manifest')),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  sealed BLOB NOT NULL,
  PRIMARY KEY (extract_no, part, chunk)
) STRICT;
