-- What the two sides of a compared pair say by themselves, so that a comparison reads only what has changed since. Nothing but a cache: it may be
-- emptied at any time, and the next comparison fills it again.
CREATE TABLE pair_facts (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  a integer NOT NULL,
  b integer NOT NULL,
  -- Names everything that the facts were read from.
  key bytea NOT NULL,
  facts jsonb NOT NULL,
  PRIMARY KEY (repository_id, a, b)
);
-- Names everything that the default branch was last searched for; null when it was not. The same again needs no new search.
ALTER TABLE repositories ADD COLUMN landings_digest text;
