-- A repository that the GitHub App was taken from, or that GitHub has deleted: nothing of it is shown, and it is scanned no more until it comes back.
ALTER TABLE repositories ADD COLUMN removed_at timestamptz;

-- The one check run of each head that was written: its id at GitHub, and what names its text, so that the same is not written twice.
CREATE TABLE check_runs (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  head_sha text NOT NULL,
  number integer NOT NULL,
  check_run_id bigint NOT NULL,
  digest text NOT NULL,
  -- The head is nobody's any more, and its check run says so.
  closed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (repository_id, head_sha)
);
