-- Sessions that somebody has logged out of: their cookies are signed and would be good until they expire.
CREATE TABLE ended_sessions (
  id text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
