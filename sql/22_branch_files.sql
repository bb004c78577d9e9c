-- What a repository's default branch consists of at its tip: for each file a name of its path and one of its content, 16 bytes (src/domain/branch-files.ts).
-- Nothing but a cache: the next scan reads it again.
CREATE TABLE branch_files (
  repository_id bigint PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  tip_sha text NOT NULL,
  committed_at timestamptz NOT NULL,
  subject text NOT NULL,
  entries bytea NOT NULL
);

-- Hashes do not compress.
ALTER TABLE branch_files ALTER COLUMN entries SET STORAGE EXTERNAL;
