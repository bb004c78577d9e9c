-- One pass over a repository; (owner, repo, snapshot) is its identity, claimed in Redis. The row survives Redis.
CREATE TABLE scans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text NOT NULL,
  name text NOT NULL,
  snapshot text NOT NULL,
  repository_id bigint REFERENCES repositories ON DELETE SET NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'done', 'failed', 'paused')),
  source text NOT NULL,
  actor text,
  options jsonb NOT NULL,
  listed integer NOT NULL DEFAULT 0,
  analyzed integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  degraded integer NOT NULL DEFAULT 0,
  github_requests integer NOT NULL DEFAULT 0,
  sets_found integer,
  error text,
  resumes_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
CREATE UNIQUE INDEX scans_identity ON scans (lower(owner), lower(name), snapshot);
CREATE INDEX scans_repository ON scans (repository_id, id DESC);

-- What one scan covers: every listed pull request ends as analysed, unchanged or failed with its reason.
CREATE TABLE scan_pulls (
  scan_id bigint NOT NULL REFERENCES scans ON DELETE CASCADE,
  number integer NOT NULL,
  head_sha text NOT NULL,
  outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending', 'analyzed', 'unchanged', 'failed')),
  reason text,
  PRIMARY KEY (scan_id, number)
);
CREATE INDEX scan_pulls_outcome ON scan_pulls (scan_id, outcome);
