-- Whose turn it is, however many scans of a repository wait (postgres/turns.ts).
CREATE INDEX scans_unfinished ON scans (lower(owner), lower(name), id) WHERE state IN ('waiting', 'active');
