-- What the last comparison of a repository came to, in a compact form, so that the next one judges again only what has changed, in whatever process.
-- Nothing but a cache: it may be emptied at any time, and a later change of how edges are stored has to empty it.
CREATE TABLE comparison_memory (
  repository_id bigint PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  -- Of which comparison it is (repositories.compared_digest, edges_version).
  compared_digest text NOT NULL,
  edges_version bigint NOT NULL,
  -- Which version of the program can read it.
  format integer NOT NULL,
  -- For each pull request what named it and what the others brought to it.
  pulls bytea NOT NULL,
  -- Every pair that was looked at, and what was found in it.
  pairs bytea NOT NULL,
  -- Whom each open pull request meets and is alike.
  lists bytea NOT NULL
);
-- They are small already, and written anew each time.
ALTER TABLE comparison_memory ALTER COLUMN pulls SET STORAGE EXTERNAL;
ALTER TABLE comparison_memory ALTER COLUMN pairs SET STORAGE EXTERNAL;
ALTER TABLE comparison_memory ALTER COLUMN lists SET STORAGE EXTERNAL;
-- Counts what was written to a repository's edges: who knows the number knows that they are as they were.
ALTER TABLE repositories ADD COLUMN edges_version bigint NOT NULL DEFAULT 0;
-- What maintainers have said is compared again each time.
CREATE INDEX edges_with_verdict ON edges (repository_id) WHERE verdict IS NOT NULL;
