-- Evidence keeps facts, and the sentences are made where they are read. A sentence that an older version wrote is kept as it is, as a fact of its own, until the
-- repository is compared the next time; that needs nothing but what is stored here.
UPDATE edges SET evidence = (evidence - 'reasons' - 'whyNotHigher') || jsonb_build_object(
  'facts', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', 'text', 'text', r.text) ORDER BY r.place)
    FROM jsonb_array_elements_text(CASE jsonb_typeof(evidence -> 'reasons') WHEN 'array' THEN evidence -> 'reasons' END)
      WITH ORDINALITY AS r (text, place)), '[]'),
  'shortfall', CASE WHEN evidence ->> 'whyNotHigher' IS NULL THEN 'null'::jsonb
    ELSE jsonb_build_object('kind', 'text', 'text', evidence ->> 'whyNotHigher') END);

-- A set says why it is one by its strongest pair, of those with the original where there is one.
ALTER TABLE duplicate_sets ADD COLUMN strongest_a integer;
ALTER TABLE duplicate_sets ADD COLUMN strongest_b integer;
UPDATE duplicate_sets s SET (strongest_a, strongest_b) = (
  SELECT e.a, e.b FROM edges e
  JOIN duplicate_set_members a ON a.repository_id = e.repository_id AND a.set_id = s.id AND a.number = e.a
  JOIN duplicate_set_members b ON b.repository_id = e.repository_id AND b.set_id = s.id AND b.number = e.b
  WHERE e.repository_id = s.repository_id AND e.relation IS NULL AND e.category <> 'RELATED'
  ORDER BY (s.original IN (e.a, e.b)) DESC,
    array_position(ARRAY['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION'], e.category), e.score DESC, e.a, e.b
  LIMIT 1);
ALTER TABLE duplicate_sets DROP COLUMN reason;
ALTER TABLE duplicate_sets ADD CHECK ((strongest_a IS NULL) = (strongest_b IS NULL));

-- Sentences stand in it: the next comparison reads it again from the stored changes.
TRUNCATE pair_facts;
UPDATE repositories SET compared_digest = NULL;
