-- The ledger: provisions, the wordings they point to, and what was done to them afterwards.
-- Days are TEXT YYYY-MM-DD (Asia/Tokyo), instants INTEGER milliseconds since 1970, codes INTEGER (src/db/codes.ts).

CREATE TABLE data_key (
  purpose TEXT NOT NULL CHECK (purpose IN ('sealing', 'digest')),
  key_no INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  PRIMARY KEY (purpose, key_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  source_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
) STRICT;

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

-- Every wording that may name a person is sealed and stored once: a data subject, a third party, a list
-- of items, the free text of an event. Rows are never changed but by resealing, and go when nothing points to them.
CREATE TABLE wording (
  wording_id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
  sealed BLOB NOT NULL
) STRICT;

-- Keyed digests of the normalised names, readings and identifiers of a data subject's wording.
CREATE TABLE look_up_key (
  digest BLOB NOT NULL CHECK (length(digest) = 8),
  wording_id INTEGER NOT NULL REFERENCES wording (wording_id),
  PRIMARY KEY (digest, wording_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX look_up_key_wording ON look_up_key (wording_id);

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

CREATE INDEX third_party_revision_wording ON third_party_revision (wording_id);

-- One row for each version of a record: 0 is the record as made, later ones are appended by amendments.
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

CREATE UNIQUE INDEX record_event ON record (source_id, event_id) WHERE version = 0;
CREATE INDEX record_occurred ON record (occurred_on);
CREATE INDEX record_keep_through ON record (keep_through) WHERE keep_through IS NOT NULL;
CREATE INDEX record_third_party ON record (third_party_id, occurred_on);
CREATE INDEX record_third_party_wording ON record (third_party_wording_id);
CREATE INDEX record_items ON record (items_wording_id);
CREATE INDEX record_terms ON record (terms_wording_id) WHERE terms_wording_id IS NOT NULL;
CREATE INDEX record_gaps ON record (occurred_on) WHERE gaps IS NOT NULL;

CREATE TRIGGER record_is_append_only BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never edited: append a version'); END;

-- A version follows the one before it, and an erased record stays erased: whoever read it before is stale.
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

-- Where a data subject's wording stands: every line of every version. A line counts only while the
-- current version of its record still names the wording.
CREATE TABLE line (
  wording_id INTEGER NOT NULL REFERENCES wording (wording_id),
  record_no INTEGER NOT NULL,
  line INTEGER NOT NULL CHECK (line >= 1),
  PRIMARY KEY (wording_id, record_no, line)
) STRICT, WITHOUT ROWID;

-- Why a version was appended. The reason and evidence are sealed.
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

CREATE TRIGGER amendment_is_append_only BEFORE UPDATE ON amendment
WHEN OLD.kind <> NEW.kind OR OLD.amended_at <> NEW.amended_at OR OLD.amended_by <> NEW.amended_by
BEGIN SELECT RAISE(ABORT, 'an amendment is never edited: append another'); END;

-- What remains of an erased record: its number, and a keyed digest by which a retry is recognised.
CREATE TABLE erased_record (
  record_no INTEGER PRIMARY KEY,
  event_digest BLOB NOT NULL UNIQUE CHECK (length(event_digest) = 16)
) STRICT;

CREATE TABLE audit_event (
  audit_no INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- Ids, counts and codes only, never personal data.
  detail TEXT NOT NULL CHECK (json_valid(detail))
) STRICT;

CREATE INDEX audit_event_kind ON audit_event (kind, audit_no);
CREATE INDEX audit_event_at ON audit_event (at);

CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'an audit event is never edited'); END;
