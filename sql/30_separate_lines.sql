-- Which of the branches that a repository's pull requests are made to are lines of releases that go their own way (src/git/history/separate-lines.ts).
-- Nothing but a cache: the next scan reads it again.
CREATE TABLE separate_lines (
  repository_id bigint PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  -- The branches that were looked at, in order.
  asked text[] NOT NULL,
  -- Names their history as it was then.
  digest text NOT NULL,
  -- Those that go their own way.
  names text[] NOT NULL
);
