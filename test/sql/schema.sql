CREATE INDEX approval_asked ON approval (at, approval_id) WHERE revision = 1;

CREATE INDEX approval_subject ON approval (kind, subject);

CREATE INDEX audit_event_actor ON audit_event (actor, kind);

CREATE INDEX audit_event_at ON audit_event (at);

CREATE INDEX audit_event_kind ON audit_event (kind, audit_no);

CREATE INDEX audit_event_record ON audit_event (detail ->> 'record_no') WHERE detail ->> 'record_no' IS NOT NULL;

CREATE INDEX console_session_user ON console_session (user_id);

CREATE UNIQUE INDEX credential_single ON credential (user_id, kind) WHERE kind IN ('password', 'totp');

CREATE INDEX credential_user ON credential (user_id);

CREATE INDEX disclosure_request_kept ON disclosure_request (request_no) WHERE redacted_at IS NULL;

CREATE INDEX disclosure_request_key_request ON disclosure_request_key (request_no);

CREATE INDEX disclosure_step_returned ON disclosure_step (request_no) WHERE kind = 'delivery_returned';

CREATE INDEX extract_line_extract ON extract_line (extract_no);

CREATE INDEX letter_request ON letter (request_no);

CREATE INDEX look_up_key_wording ON look_up_key (wording_id);

CREATE INDEX protected_line_code ON protected_line (code);

CREATE INDEX provision_count_empty ON provision_count (month) WHERE records = 0;

CREATE INDEX provision_count_gaps ON provision_count (third_party_id, month, lacking, conflicting)
WHERE lacking + conflicting > 0;

CREATE INDEX provision_count_party ON provision_count (third_party_id, month);

CREATE INDEX record_basis ON record (basis, occurred_on);

CREATE UNIQUE INDEX record_event ON record (source_id, event_id) WHERE version = 0;

CREATE INDEX record_gaps ON record (occurred_on) WHERE gaps IS NOT NULL;

CREATE INDEX record_gaps_third_party ON record (third_party_id, occurred_on) WHERE gaps IS NOT NULL;

CREATE INDEX record_items ON record (items_wording_id, occurred_on, direction, basis);

CREATE INDEX record_keep_through ON record (keep_through) WHERE keep_through IS NOT NULL;

CREATE INDEX record_occurred ON record (occurred_on);

CREATE INDEX record_open ON record (record_no) WHERE keep_through IS NULL;

CREATE INDEX record_terms ON record (terms_wording_id) WHERE terms_wording_id IS NOT NULL;

CREATE INDEX record_third_party ON record (third_party_id, occurred_on);

CREATE INDEX record_third_party_wording ON record (third_party_wording_id);

CREATE UNIQUE INDEX retention_run_alone ON retention_run (state) WHERE state = 'running' AND dry_run = 0;

CREATE INDEX retention_run_owed ON retention_run (run_id) WHERE erased > 0 AND cleaned_at IS NULL;

CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

CREATE INDEX spent_once_forget ON spent_once (forget_at);

CREATE INDEX third_party_revision_wording ON third_party_revision (wording_id);

CREATE TABLE amendment (
  record_no INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('amendment', 'filling', 'settlement', 'void')),
  amended_at INTEGER NOT NULL,
  amended_by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (record_no, version),
  FOREIGN KEY (record_no, version) REFERENCES record (record_no, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key (
  key_id TEXT PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  source_id INTEGER NOT NULL REFERENCES source (source_id),
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
  approval_id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 3),
  kind TEXT NOT NULL CHECK (kind IN ('retention_run', 'mark_placing', 'mark_release', 'extract')),
  -- The day of the run, the code of the mark, the number of the request.
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'used', 'withdrawn')),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  -- The reason and what exactly was asked for; null where there is none, or its years were over.
  sealed BLOB,
  PRIMARY KEY (approval_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_event (
  audit_no INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- Ids, counts and codes only, never personal data.
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;

CREATE TABLE console_session (
  -- Names the session on pages and in the audit log; opens nothing.
  session_id TEXT PRIMARY KEY,
  -- Of what the cookie holds.
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
  user_id TEXT NOT NULL REFERENCES console_user (user_id),
  method TEXT NOT NULL CHECK (method IN ('password', 'totp', 'recovery_code', 'passkey', 'link')),
  started_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  -- Until when an auditor who gave a reason sees people.
  reason_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE console_user (
  user_id TEXT PRIMARY KEY,
  -- Of the e-mail address as it is compared.
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
  role TEXT NOT NULL CHECK (role IN ('officer', 'restricted_officer', 'auditor', 'administrator')),
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  disabled_at INTEGER,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counting (
  counted_from INTEGER NOT NULL CHECK (counted_from >= 1)
) STRICT;

CREATE TABLE credential (
  credential_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES console_user (user_id),
  kind TEXT NOT NULL CHECK (kind IN ('password', 'totp', 'recovery_code', 'passkey')),
  -- Of a recovery code or of a passkey's id; null for what is found by its user alone.
  digest BLOB UNIQUE CHECK (length(digest) = 16),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  -- Null for a recovery code: its digest is all there is.
  sealed BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE data_key (
  purpose TEXT NOT NULL CHECK (purpose IN ('sealing', 'digest')),
  key_no INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (purpose, key_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure_request (
  request_no TEXT PRIMARY KEY,
  series_year INTEGER NOT NULL,
  series_number INTEGER NOT NULL CHECK (series_number >= 1),
  received_on TEXT NOT NULL CHECK (length(received_on) = 10),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  sealed BLOB NOT NULL, redacted_at INTEGER,
  UNIQUE (series_year, series_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure_request_key (
  digest BLOB NOT NULL CHECK (length(digest) = 8),
  request_no TEXT NOT NULL REFERENCES disclosure_request (request_no),
  PRIMARY KEY (digest, request_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE "disclosure_step" (
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

CREATE TABLE erased_record (
  record_no INTEGER PRIMARY KEY,
  event_digest BLOB NOT NULL UNIQUE CHECK (length(event_digest) = 16)
) STRICT;

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

CREATE TABLE expiry_count (
  keep_through TEXT NOT NULL CHECK (length(keep_through) = 10),
  rule INTEGER NOT NULL,
  retention_class INTEGER NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  records INTEGER NOT NULL,
  PRIMARY KEY (keep_through, rule, retention_class, hidden)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE extract_chunk (
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  part TEXT NOT NULL CHECK (part IN ('pdf', 'json', 'csv', 'manifest')),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  sealed BLOB NOT NULL, edition TEXT NOT NULL DEFAULT 'ja' CHECK (edition IN ('ja', 'en')), volume INTEGER NOT NULL DEFAULT 1 CHECK (volume >= 1),
  PRIMARY KEY (extract_no, part, chunk)
) STRICT;

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

CREATE TABLE extract_line (
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  extract_no INTEGER NOT NULL REFERENCES extract (extract_no),
  version INTEGER NOT NULL CHECK (version >= 0),
  PRIMARY KEY (record_no, line, extract_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE late_record (
  record_no INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE legal_hold (
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  released INTEGER NOT NULL CHECK (released IN (0, 1)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (code, revision)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE letter_chunk (
  letter_no INTEGER NOT NULL REFERENCES letter (letter_no),
  edition TEXT NOT NULL CHECK (edition IN ('ja', 'en')),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  sealed BLOB NOT NULL,
  PRIMARY KEY (letter_no, edition, chunk)
) STRICT;

CREATE TABLE line (
  wording_id INTEGER NOT NULL REFERENCES wording (wording_id),
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  PRIMARY KEY (wording_id, record_no, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE look_up_key (
  digest BLOB NOT NULL CHECK (length(digest) = 8),
  wording_id INTEGER NOT NULL REFERENCES wording (wording_id),
  PRIMARY KEY (digest, wording_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE one_time_link (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
  user_id TEXT REFERENCES console_user (user_id),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE overtaken_extract (
  extract_no INTEGER PRIMARY KEY,
  alerts INTEGER NOT NULL CHECK (alerts >= 1)
) STRICT;

CREATE TABLE protected_line (
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 0),
  wording_id INTEGER NOT NULL CHECK (wording_id >= 0),
  code TEXT NOT NULL,
  PRIMARY KEY (record_no, line, wording_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE protective_mark (
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  released INTEGER NOT NULL CHECK (released IN (0, 1)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (code, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE provision_count (
  month TEXT NOT NULL CHECK (length(month) = 7),
  direction INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  third_party_id INTEGER NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  records INTEGER NOT NULL,
  -- Of these, records that lack an item, and records with an open conflict.
  lacking INTEGER NOT NULL,
  conflicting INTEGER NOT NULL,
  PRIMARY KEY (month, direction, basis, third_party_id, hidden)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  record_no INTEGER NOT NULL CHECK (record_no >= 1),
  version INTEGER NOT NULL CHECK (version >= 0),
  source_id INTEGER NOT NULL REFERENCES source (source_id),
  event_id TEXT NOT NULL CHECK (length(event_id) BETWEEN 1 AND 128),
  content_digest BLOB NOT NULL CHECK (length(content_digest) = 16),
  recorded_at INTEGER NOT NULL,
  direction INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  method INTEGER NOT NULL,
  occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
  third_party_id INTEGER REFERENCES third_party (third_party_id),
  third_party_wording_id INTEGER REFERENCES wording (wording_id),
  items_wording_id INTEGER REFERENCES wording (wording_id),
  terms_wording_id INTEGER REFERENCES wording (wording_id),
  -- JSON array: the wording of line 1, 2, 3 …
  lines TEXT NOT NULL,
  rule INTEGER NOT NULL,
  retention_class INTEGER NOT NULL,
  keep_through TEXT CHECK (length(keep_through) = 10),
  filled_on TEXT CHECK (length(filled_on) = 10),
  -- Open missing items and conflicts, space-separated codes.
  gaps TEXT,
  -- Conflicts settled as a breach, space-separated codes.
  settled TEXT,
  void TEXT CHECK (void IN ('not_occurred', 'duplicate', 'wrong_source')),
  PRIMARY KEY (record_no, version)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE sign_in_attempt (
  digest BLOB NOT NULL CHECK (length(digest) = 16),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  at INTEGER NOT NULL,
  PRIMARY KEY (digest, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  source_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE source_day (
  source_id INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  recorded INTEGER NOT NULL,
  late INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  -- Of these records; null while everything was refused.
  first_record_no INTEGER,
  last_record_no INTEGER,
  PRIMARY KEY (source_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent_once (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
  forget_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE third_party (
  third_party_id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE third_party_revision (
  third_party_id INTEGER NOT NULL REFERENCES third_party (third_party_id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
  wording_id INTEGER NOT NULL REFERENCES wording (wording_id),
  registered_at INTEGER NOT NULL,
  registered_by TEXT NOT NULL,
  PRIMARY KEY (third_party_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE wording (
  wording_id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
  sealed BLOB NOT NULL
) STRICT;

CREATE TRIGGER amendment_is_append_only BEFORE UPDATE ON amendment
WHEN OLD.kind <> NEW.kind OR OLD.amended_at <> NEW.amended_at OR OLD.amended_by <> NEW.amended_by
BEGIN SELECT RAISE(ABORT, 'an amendment is never edited: append another'); END;

CREATE TRIGGER amendment_overtakes AFTER INSERT ON amendment
BEGIN
  INSERT INTO overtaken_extract
  SELECT extract_no, count(*) FROM extract_line
  WHERE record_no = NEW.record_no AND version < NEW.version GROUP BY extract_no
  ON CONFLICT DO UPDATE SET alerts = alerts + excluded.alerts;
END;

CREATE TRIGGER approval_is_append_only BEFORE UPDATE ON approval
WHEN OLD.state <> NEW.state OR OLD.subject <> NEW.subject OR OLD.at <> NEW.at OR OLD.by <> NEW.by
BEGIN SELECT RAISE(ABORT, 'an approval is never edited: append a revision'); END;

CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'an audit event is never edited'); END;

CREATE TRIGGER counting_is_one_row BEFORE INSERT ON counting
WHEN EXISTS (SELECT 1 FROM counting)
BEGIN SELECT RAISE(ABORT, 'there is one row of counting'); END;

CREATE TRIGGER disclosure_request_is_append_only BEFORE UPDATE ON disclosure_request
WHEN OLD.request_no <> NEW.request_no OR OLD.received_on <> NEW.received_on
  OR OLD.opened_at <> NEW.opened_at OR OLD.opened_by <> NEW.opened_by
BEGIN SELECT RAISE(ABORT, 'a disclosure request is never edited: append a step'); END;

CREATE TRIGGER disclosure_step_is_append_only BEFORE UPDATE ON disclosure_step
WHEN OLD.kind <> NEW.kind OR OLD.taken_at <> NEW.taken_at OR OLD.taken_by <> NEW.taken_by
BEGIN SELECT RAISE(ABORT, 'a step is never edited: append another'); END;

CREATE TRIGGER extract_file_is_never_edited BEFORE UPDATE ON extract_file
BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;

CREATE TRIGGER extract_is_never_edited BEFORE UPDATE ON extract
BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;

CREATE TRIGGER extract_line_is_overtaken AFTER INSERT ON extract_line
BEGIN
  INSERT INTO overtaken_extract
  SELECT NEW.extract_no, count(*) FROM amendment
  WHERE record_no = NEW.record_no AND version > NEW.version HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET alerts = alerts + excluded.alerts;
END;

CREATE TRIGGER letter_is_never_edited BEFORE UPDATE ON letter
BEGIN SELECT RAISE(ABORT, 'an issued letter is never edited'); END;

CREATE TRIGGER protective_mark_is_append_only BEFORE UPDATE ON protective_mark
WHEN OLD.released <> NEW.released OR OLD.at <> NEW.at OR OLD.by <> NEW.by
BEGIN SELECT RAISE(ABORT, 'a mark is never edited: append a revision'); END;

CREATE TRIGGER record_is_append_only BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never edited: append a version'); END;

CREATE TRIGGER record_version_follows BEFORE INSERT ON record
WHEN EXISTS (SELECT 1 FROM erased_record WHERE record_no = NEW.record_no)
  OR (NEW.version > 0 AND NOT EXISTS (
    SELECT 1 FROM record WHERE record_no = NEW.record_no AND version = NEW.version - 1
  ))
BEGIN SELECT RAISE(ABORT, 'stale version'); END;

CREATE VIEW current_record AS
SELECT * FROM record AS r
WHERE NOT EXISTS (
  SELECT 1 FROM record AS later WHERE later.record_no = r.record_no AND later.version = r.version + 1
);
