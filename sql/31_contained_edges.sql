-- Whether all of one side but a twentieth is in the other, which has more: what the list of sets counts with each page. The evidence of a pair comes to kilobytes, and would be read for that of every pair of every set.
ALTER TABLE edges ADD COLUMN contained boolean GENERATED ALWAYS AS (
  greatest((evidence #>> '{containment,aInB}')::float8, (evidence #>> '{containment,bInA}')::float8) >= 0.95
  AND least((evidence #>> '{containment,aInB}')::float8, (evidence #>> '{containment,bInA}')::float8) < 0.95
) STORED;
