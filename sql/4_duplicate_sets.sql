-- A compared pair; a < b. Replaced as a whole when the repository is compared again.
CREATE TABLE edges (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  a integer NOT NULL,
  b integer NOT NULL CHECK (a < b),
  a_head_sha text NOT NULL,
  b_head_sha text NOT NULL,
  category text NOT NULL CHECK (category IN ('SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION', 'RELATED')),
  relation text CHECK (relation IN ('STACKED', 'FOLLOW_UP', 'REVERT', 'BACKPORT', 'RESUBMISSION')),
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
  signals jsonb NOT NULL,
  evidence jsonb NOT NULL,
  PRIMARY KEY (repository_id, a, b)
);
CREATE INDEX edges_b ON edges (repository_id, b);

CREATE TABLE duplicate_sets (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  id text NOT NULL,
  category text NOT NULL CHECK (category IN ('SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION', 'RELATED')),
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
  original integer NOT NULL,
  already_merged integer,
  reason text NOT NULL,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, id)
);
CREATE INDEX duplicate_sets_score ON duplicate_sets (repository_id, score DESC, id);

CREATE TABLE duplicate_set_members (
  repository_id bigint NOT NULL,
  set_id text NOT NULL,
  number integer NOT NULL,
  role text NOT NULL CHECK (role IN ('original', 'duplicate', 'merged')),
  PRIMARY KEY (repository_id, set_id, number),
  FOREIGN KEY (repository_id, set_id) REFERENCES duplicate_sets ON DELETE CASCADE,
  FOREIGN KEY (repository_id, number) REFERENCES pull_requests ON DELETE CASCADE
);
CREATE INDEX duplicate_set_members_number ON duplicate_set_members (repository_id, number);
