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

-- Current records, void ones too, by the last day they must be kept.
CREATE TABLE expiry_count (
  keep_through TEXT NOT NULL CHECK (length(keep_through) = 10),
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  records INTEGER NOT NULL,
  PRIMARY KEY (keep_through, hidden)
) STRICT, WITHOUT ROWID;

-- One row: records from this number on are counted; older ones are counted in pieces, from the newest on.
CREATE TABLE counting (
  counted_from INTEGER NOT NULL CHECK (counted_from >= 1)
) STRICT;

INSERT INTO counting (counted_from) SELECT coalesce(max(record_no), 0) + 1 FROM record;

CREATE TRIGGER counting_is_one_row BEFORE INSERT ON counting
WHEN EXISTS (SELECT 1 FROM counting)
BEGIN SELECT RAISE(ABORT, 'there is one row of counting'); END;

-- What a source posted on a day: recorded, of these later than the operator allows, and refused.
CREATE TABLE source_day (
  source_id INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  recorded INTEGER NOT NULL,
  late INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  -- Of the newest record; null while everything was refused.
  last_at INTEGER,
  PRIMARY KEY (source_id, day)
) STRICT, WITHOUT ROWID;

-- A third party's records with gaps, of which a large one has few: they are listed, and filled together.
CREATE INDEX record_gaps_third_party ON record (third_party_id, occurred_on) WHERE gaps IS NOT NULL;
