-- What the console counts: provisions by month, days of retention, what sources post. Kept in the commits that
-- write records, so that a page over a million of them reads a few hundred rows.

-- Current records that are not void. hidden 0 counts all of them, hidden 1 again those that marks hide as a
-- whole (article 11 of the order): who may not see these reads the difference. third_party_id 0: no code.
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

CREATE INDEX provision_count_empty ON provision_count (month) WHERE records = 0;
-- Changes only with the first record of a third party in a month, so that posting does not feel it.
CREATE INDEX provision_count_party ON provision_count (third_party_id, month);
CREATE INDEX provision_count_gaps ON provision_count (third_party_id, month, lacking, conflicting)
WHERE lacking + conflicting > 0;

-- Current records, void ones too, by the last day they must be kept and the rule that says so.
CREATE TABLE expiry_count (
  keep_through TEXT NOT NULL CHECK (length(keep_through) = 10),
  rule INTEGER NOT NULL,
  retention_class INTEGER NOT NULL,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  records INTEGER NOT NULL,
  PRIMARY KEY (keep_through, rule, retention_class, hidden)
) STRICT, WITHOUT ROWID;

-- One row: records from this number on are counted; older ones are counted in pieces, from the newest on.
CREATE TABLE counting (
  counted_from INTEGER NOT NULL CHECK (counted_from >= 1)
) STRICT;

INSERT INTO counting (counted_from) SELECT coalesce(max(record_no), 0) + 1 FROM record;

CREATE TRIGGER counting_is_one_row BEFORE INSERT ON counting
WHEN EXISTS (SELECT 1 FROM counting)
BEGIN SELECT RAISE(ABORT, 'there is one row of counting'); END;

-- What a source posted on a day: recorded, of these later than the operator allows, and refused. Kept as long as
-- the console looks back, and the last day with a record for ever.
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

-- Which records of these days were late: what marks hide is subtracted, and a row of a record does not tell.
CREATE TABLE late_record (
  record_no INTEGER PRIMARY KEY
) STRICT;

-- What somebody did of a kind, newest first: also of who did little in a large log.
CREATE INDEX audit_event_actor ON audit_event (actor, kind);

-- A third party's records with gaps, of which a large one has few: they are listed, and filled together.
CREATE INDEX record_gaps_third_party ON record (third_party_id, occurred_on) WHERE gaps IS NOT NULL;
