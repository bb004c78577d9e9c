-- A roll-up gathers the work of many: a relation of its own.
ALTER TABLE edges DROP CONSTRAINT edges_relation_check;
ALTER TABLE edges ADD CONSTRAINT edges_relation_check
  CHECK (relation IN ('ROLL_UP', 'STACKED', 'FOLLOW_UP', 'REVERT', 'BACKPORT', 'RESUBMISSION'));

-- When the base was committed: what was merged before it is no rival. Null is unknown: rows from before, and the `api` source.
ALTER TABLE revisions ADD COLUMN base_at timestamptz;

-- A plain mirror does not say when a pull request was opened: created_at is an author's date there.
ALTER TABLE pull_requests ADD COLUMN created_at_guessed boolean NOT NULL DEFAULT false;
