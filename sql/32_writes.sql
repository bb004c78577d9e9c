-- Writes that were done, by the id that their sender gave them: one that comes again is not done again. Kept for a week.
CREATE TABLE writes (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  id text NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, id)
);
CREATE INDEX writes_by_time ON writes (done_at);
