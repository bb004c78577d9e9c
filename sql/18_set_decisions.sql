-- What a maintainer says of a whole set: whom to keep, or when to look at it again. It stands for as long as the set is what it was then (below).
CREATE TABLE set_decisions (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  set_id text NOT NULL,
  keeper integer,
  -- Put off: until that time, or until the set changes where there is none.
  waits boolean NOT NULL,
  until timestamptz,
  -- Came of words on all of its pairs, and goes when one of them is taken back.
  by_words boolean NOT NULL DEFAULT false,
  note text,
  said_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, set_id),
  CHECK (waits OR keeper IS NOT NULL),
  CHECK (waits OR until IS NULL)
);
CREATE INDEX set_decisions_said_at ON set_decisions (repository_id, said_at DESC);

-- What the set was when that was said.
CREATE TABLE set_decision_members (
  repository_id bigint NOT NULL,
  set_id text NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  landed boolean NOT NULL,
  head_sha text NOT NULL,
  -- See change_content: a push that changes nothing of what a pull request does changes no set.
  content text NOT NULL,
  PRIMARY KEY (repository_id, set_id, number),
  FOREIGN KEY (repository_id, set_id) REFERENCES set_decisions ON DELETE CASCADE
);
