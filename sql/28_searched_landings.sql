-- Up to which commit the default branch was searched for what open pull requests change, and for which of them: a
-- search looks at what has changed since. Nothing but a cache: where it is empty, everything is searched for.
ALTER TABLE repositories ADD COLUMN landings_tip text;
ALTER TABLE repositories DROP COLUMN landings_digest;
-- Names what was searched for; null when nothing was.
ALTER TABLE pull_requests ADD COLUMN landing_key text;
