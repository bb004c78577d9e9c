-- What a maintainer says of a pair; a < b. It outranks the comparison for as long as both changes are what they were.
CREATE TABLE verdicts (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  a integer NOT NULL,
  b integer NOT NULL CHECK (a < b),
  verdict text NOT NULL CHECK (verdict IN ('DUPLICATE', 'COMPETING', 'RELATED', 'NOT_RELATED')),
  note text,
  -- Name what the two changes were (see change_content): a push that changes nothing of it leaves the word standing.
  a_content text NOT NULL,
  b_content text NOT NULL,
  -- What the comparison had said by itself: {"category","relation","score"}; null when it had found nothing.
  claimed jsonb,
  said_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (repository_id, a, b)
);
CREATE INDEX verdicts_said_at ON verdicts (repository_id, said_at DESC);

-- Where a maintainer's word stands in the place of the comparison's own: the word, and what the comparison said (null: nothing).
ALTER TABLE edges ADD COLUMN verdict text, ADD COLUMN claimed jsonb;

-- Names a change by what it does to each file, wherever the lines stand; a change that is not known so far is named by its head.
CREATE FUNCTION change_content(repository bigint, pull integer, head text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT md5(string_agg(concat_ws(' ', o ->> 'path', o ->> 'gone', coalesce(o ->> 'change', o ->> 'blob')), E'\n'
         ORDER BY o ->> 'path', o ->> 'gone'))
     FROM jsonb_array_elements(
       (SELECT r.outcomes FROM revisions r WHERE r.repository_id = repository AND r.number = pull AND r.head_sha = head
        ORDER BY r.algorithm_version DESC LIMIT 1)) o),
    head)
$$;
