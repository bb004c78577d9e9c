-- What a roll-up has that is nobody else's: its own commits with their diffs, compressed JSON (postgres/revisions.ts). Null is not known: rows from before, the `api`
-- source, and whatever is no roll-up.
ALTER TABLE revisions ADD COLUMN own_commits bytea;
ALTER TABLE revisions ALTER COLUMN own_commits SET STORAGE EXTERNAL;
