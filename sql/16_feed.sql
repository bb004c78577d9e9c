-- Tokens that each open one repository's feed and nothing else; of a token only its SHA-256 is kept.
CREATE TABLE feed_tokens (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  digest text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE INDEX feed_tokens_repository ON feed_tokens (repository_id, id);

-- Sets that are none any more. One that comes back (a word is taken back, a pull request is opened again) is no new one: it has its id and its date again.
CREATE TABLE past_sets (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  id text NOT NULL,
  members integer[] NOT NULL,
  first_seen_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, id)
);
