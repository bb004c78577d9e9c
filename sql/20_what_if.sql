-- What merging pull requests comes to, by the commits that are merged: the tip of a branch, what was merged into it before ('': nothing), and a head. Nothing but
-- a cache: it may be emptied at any time, and is tried again when somebody asks.
CREATE TABLE tried_merges (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  tip_sha text NOT NULL,
  after_sha text NOT NULL,
  head_sha text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('CLEAN', 'EMPTY', 'CONFLICT', 'UNKNOWN')),
  files text[] NOT NULL,
  file_count integer NOT NULL,
  reason text,
  PRIMARY KEY (repository_id, tip_sha, after_sha, head_sha),
  CHECK ((outcome = 'UNKNOWN') = (reason IS NOT NULL))
);

-- Which tip was current when some pull requests were last asked for together, and why they could not be tried, if they could not.
CREATE TABLE what_ifs (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  -- Names the branch and the heads.
  key text NOT NULL,
  tip_sha text,
  -- When the branch was last looked at.
  looked_at timestamptz,
  reason text,
  tried_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, key),
  CHECK ((tip_sha IS NULL) = (looked_at IS NULL)),
  CHECK (tip_sha IS NOT NULL OR reason IS NOT NULL)
);
