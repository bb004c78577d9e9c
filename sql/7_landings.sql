-- What a change comes to, file by file (triage/file-outcome.ts); null where it was not derived yet.
ALTER TABLE revisions ADD COLUMN outcomes jsonb;

-- The commit of the default branch that has the same change; null when none was found. Only of open pull requests.
ALTER TABLE pull_requests
  ADD COLUMN landed_sha text,
  ADD COLUMN landed_at timestamptz,
  ADD CONSTRAINT landed_whole CHECK ((landed_sha IS NULL) = (landed_at IS NULL));
