-- How much of a repository's list is known, so that the next scan asks only for what has changed since.
CREATE TABLE listings (
  repository_id bigint PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  -- By GitHub's clock: everything that had changed by then is stored.
  listed_at timestamptz NOT NULL,
  -- The same for the last list that was read from end to end: it finds what leaves no trace among the changes (a deleted pull request).
  whole_at timestamptz NOT NULL,
  -- Every open pull request from this number up is stored.
  listed_from integer NOT NULL,
  -- Every pull request closed since then is stored; null for none.
  closed_since timestamptz
);

-- What GitHub called an answer that was read and stored: asked for again, the same answer costs no request of the hour's.
CREATE TABLE etags (
  repository text NOT NULL,
  url text NOT NULL,
  etag text NOT NULL,
  PRIMARY KEY (repository, url)
);

-- Whether the attempt that is under way has listed it: what was open and is not listed any more has been closed.
ALTER TABLE scan_pulls ADD COLUMN listed boolean NOT NULL DEFAULT true;
