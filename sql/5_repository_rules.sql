-- clawtriage.json of the default branch, as last read, and what is wrong with it (then it counts as absent).
ALTER TABLE repositories ADD COLUMN rules text, ADD COLUMN rules_problem text;

-- By which rules a signature was derived ('' for none): when the rules change it is derived again from the stored patch.
ALTER TABLE revisions ADD COLUMN rules_digest text NOT NULL DEFAULT '';

-- When this service first saw the present head: beside the date of opening and the commits' own, one of the three that say who was first.
ALTER TABLE pull_requests ADD COLUMN head_first_seen_at timestamptz;
UPDATE pull_requests SET head_first_seen_at = first_seen_at;
ALTER TABLE pull_requests ALTER COLUMN head_first_seen_at SET NOT NULL, ALTER COLUMN head_first_seen_at SET DEFAULT now();
