-- The console: who may sign in, with what, and who is signed in. Names and addresses of staff, and what
-- proves them, are sealed; whatever is looked up is a keyed digest.

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

CREATE INDEX credential_user ON credential (user_id);
CREATE UNIQUE INDEX credential_single ON credential (user_id, kind) WHERE kind IN ('password', 'totp');

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

CREATE INDEX console_session_user ON console_session (user_id);

-- The first administrator has no user yet; an invitation and a reset belong to one.
CREATE TABLE one_time_link (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
  user_id TEXT REFERENCES console_user (user_id),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whatever counts once (a link, a code, a challenge) is spent by its row: the second one breaks the key.
CREATE TABLE spent_once (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 16),
  forget_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX spent_once_forget ON spent_once (forget_at);

-- Attempts to sign in since the last success, counted before they are judged, also for addresses that
-- nobody has: two at the same time cannot take the same number.
CREATE TABLE sign_in_attempt (
  digest BLOB NOT NULL CHECK (length(digest) = 16),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  at INTEGER NOT NULL,
  PRIMARY KEY (digest, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

-- Who read a record, and what was done to it.
CREATE INDEX audit_event_record ON audit_event (detail ->> 'record_no') WHERE detail ->> 'record_no' IS NOT NULL;

-- Answers whose mail came back, found without looking through every request's steps.
CREATE INDEX disclosure_step_returned ON disclosure_step (request_no) WHERE kind = 'delivery_returned';

-- The list of records by basis: without it a rare one is sought through all of them.
CREATE INDEX record_basis ON record (basis, occurred_on);

-- The list by item of data: the first records of each list of items are read in the order of their days.
DROP INDEX record_items;
CREATE INDEX record_items ON record (items_wording_id, occurred_on, direction, basis);

-- Extracts that showed what an amendment changed later, and how many times a line of theirs was: open alerts are
-- looked for in these alone, not in every document ever shown. Derived, whichever of the two rows comes first.
CREATE TABLE overtaken_extract (
  extract_no INTEGER PRIMARY KEY,
  alerts INTEGER NOT NULL CHECK (alerts >= 1)
) STRICT;

INSERT INTO overtaken_extract
SELECT shown.extract_no, count(*) FROM extract_line AS shown
JOIN amendment AS a ON a.record_no = shown.record_no AND a.version > shown.version
GROUP BY shown.extract_no;

CREATE TRIGGER amendment_overtakes AFTER INSERT ON amendment
BEGIN
  INSERT INTO overtaken_extract
  SELECT extract_no, count(*) FROM extract_line
  WHERE record_no = NEW.record_no AND version < NEW.version GROUP BY extract_no
  ON CONFLICT DO UPDATE SET alerts = alerts + excluded.alerts;
END;

CREATE TRIGGER extract_line_is_overtaken AFTER INSERT ON extract_line
BEGIN
  INSERT INTO overtaken_extract
  SELECT NEW.extract_no, count(*) FROM amendment
  WHERE record_no = NEW.record_no AND version > NEW.version HAVING count(*) > 0
  ON CONFLICT DO UPDATE SET alerts = alerts + excluded.alerts;
END;
