-- The second person: what somebody asked to do, and what another said to it. Append-only: asked (1), approved,
-- refused or withdrawn (2), used or withdrawn (3). The id is random, so that it tells nobody of approvals that they may not know.

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

CREATE INDEX approval_asked ON approval (at, approval_id) WHERE revision = 1;
CREATE INDEX approval_subject ON approval (kind, subject);

CREATE TRIGGER approval_is_append_only BEFORE UPDATE ON approval
WHEN OLD.state <> NEW.state OR OLD.subject <> NEW.subject OR OLD.at <> NEW.at OR OLD.by <> NEW.by
BEGIN SELECT RAISE(ABORT, 'an approval is never edited: append a revision'); END;
