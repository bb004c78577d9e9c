-- A pull request at one head SHA, analysed by one version of the algorithm; a row is never changed, only replaced by
-- a newer version's or dropped with its pull request.
CREATE TABLE revisions (
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  head_sha text NOT NULL,
  algorithm_version integer NOT NULL,
  base_sha text,
  -- The unified diff, compressed (postgres/revisions.ts); bytea because a diff may hold any byte but NUL-free text.
  patch bytea NOT NULL,
  commits jsonb NOT NULL,
  signature bytea NOT NULL,
  -- Why the change is incomplete, in words; null when it is whole.
  degraded text,
  analyzed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, number, head_sha, algorithm_version),
  FOREIGN KEY (repository_id, number) REFERENCES pull_requests ON DELETE CASCADE
);
-- The patch is compressed by the application already.
ALTER TABLE revisions ALTER COLUMN patch SET STORAGE EXTERNAL, ALTER COLUMN signature SET STORAGE EXTERNAL;
