-- However many scans there are of one name: whose turn it is (postgres/turns.ts), and which repository the last of them
-- that was listed is about (postgres/scans.ts).
CREATE INDEX scans_unfinished ON scans (lower(owner), lower(name), id) WHERE state IN ('waiting', 'active', 'paused');
CREATE INDEX scans_listed ON scans (lower(owner), lower(name), id) WHERE repository_id IS NOT NULL;
