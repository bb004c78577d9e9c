-- clawtriage.json of the default branch, as last read, and what is wrong with it (then it counts as absent).
ALTER TABLE repositories ADD COLUMN rules text, ADD COLUMN rules_problem text;
-- Names everything that the last comparison was made of; null when there was none. The same again needs no new comparison.
ALTER TABLE repositories ADD COLUMN compared_digest text;

-- What a signature is derived from besides the head: texts and author change without a new commit.
ALTER TABLE pull_requests ADD COLUMN texts_digest text
  GENERATED ALWAYS AS (md5(title || chr(1) || body || chr(1) || coalesce(author, ''))) STORED;
-- The rules (by their digest, '' for none) and the texts that a signature was derived from. When either has changed it is derived again
-- from the stored patch; nothing is fetched for that.
ALTER TABLE revisions ADD COLUMN derived_from text NOT NULL DEFAULT '';

-- When this service first saw the present head: shown beside the date of opening and the commits' own, decides nothing.
ALTER TABLE pull_requests ADD COLUMN head_first_seen_at timestamptz;
UPDATE pull_requests SET head_first_seen_at = first_seen_at;
ALTER TABLE pull_requests ALTER COLUMN head_first_seen_at SET NOT NULL, ALTER COLUMN head_first_seen_at SET DEFAULT now();
