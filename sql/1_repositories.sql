-- A repository as GitHub spells it; asked for without regard to case, as GitHub does.
CREATE TABLE repositories (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner text NOT NULL,
  name text NOT NULL,
  default_branch text NOT NULL,
  private boolean NOT NULL DEFAULT false,
  url text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX repositories_owner_name ON repositories (lower(owner), lower(name));

CREATE TABLE pull_requests (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL,
  body text NOT NULL,
  author text,
  state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED', 'MERGED')),
  draft boolean NOT NULL,
  url text,
  base_ref text,
  head_sha text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  closed_at timestamptz,
  merged_at timestamptz,
  merge_commit_sha text,
  -- When this service first saw the pull request: one of the three dates that say which came first.
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, number)
);
CREATE INDEX pull_requests_state ON pull_requests (repository_id, state, number);
