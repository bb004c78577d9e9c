import type { Queryable } from '../postgres/pool.ts'

/** What a side of an edge has alone. */
const nothing = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }

/** How much a repository has, for tests of what queries cost. */
export const manyPulls = {
  pulls: 20_000,
  sets: 5_000,
  membersPerSet: 3,
  edges: 60_000,
  scans: 1_000,
  pastSets: 4_000,
} as const

/**
 * Fills an empty database with a large repository and a small one, in bulk. Every tenth pull request is closed, every
 * fiftieth has landed; a set's members stand beside each other; of sets that were, half have ended; each pull request
 * has an edge or several; every hundredth closes an issue together with others.
 * @returns the large one's id.
 */
export async function insertManyPulls(db: Queryable): Promise<number> {
  const { pulls, sets, membersPerSet, scans, pastSets } = manyPulls
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO repositories (owner, name, default_branch, url)
     VALUES ('Acme', 'gateway', 'main', 'https://github.com/acme/gateway'), ('Acme', 'shop', 'main', NULL) RETURNING id`,
  )
  const [large, small] = rows.map(({ id }) => id)
  for (const [id, count] of [
    [large, pulls],
    [small, 100],
  ]) {
    await db.query(
      `INSERT INTO pull_requests (repository_id, number, title, body, author, state, draft, head_sha, base_ref, created_at, updated_at, landed_sha, landed_at)
       SELECT $1, n, 'Title ' || n, repeat('word ', 40), 'author-' || n % 500, CASE WHEN n % 10 = 0 THEN 'CLOSED' ELSE 'OPEN' END, n % 7 = 0,
         lpad(n::text, 40, '0'), 'main', now() - n * interval '1 minute', now(),
         CASE WHEN n % 50 = 1 THEN repeat('a', 40) END, CASE WHEN n % 50 = 1 THEN now() END
       FROM generate_series(1, $2::integer) n`,
      [id, count],
    )
    await db.query(
      `INSERT INTO revisions (repository_id, number, head_sha, algorithm_version, patch, commits, signature, outcomes)
       SELECT $1, n, lpad(n::text, 40, '0'), 1, '', '[]', '',
         (SELECT jsonb_agg(jsonb_build_object('path', 'src/module-' || n % 900 || '/file-' || f || '.ts')) FROM generate_series(1, 4) f)
       FROM generate_series(1, $2::integer) n`,
      [id, count],
    )
    await db.query(
      `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence)
       SELECT $1, n, n + d, '', '', (ARRAY['SAME_CHANGE', 'SAME_FEATURE', 'RELATED'])[1 + n % 3], CASE WHEN n % 5 = 0 THEN 'FOLLOW_UP' END,
         0.5 + (n * 7919 % 5000) / 10000.0, '{}',
         jsonb_build_object('facts', '[{"kind": "alike"}]'::jsonb, 'shortfall', null, 'onlyA', $3::jsonb, 'onlyB', $3::jsonb,
           'sharedProductionPaths', jsonb_build_array('src/module-' || n % 900 || '/file-1.ts'),
           'containment', jsonb_build_object('aInB', 0.99, 'bInA', 0.5 + n % 50 / 100.0))
       FROM generate_series(1, $2::integer) n, generate_series(1, 3) d WHERE n + d <= $2`,
      [id, count, JSON.stringify(nothing)],
    )
  }
  await db.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original, strongest_a, strongest_b, already_merged, first_seen_at)
     SELECT $1, 's' || n, (ARRAY['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION'])[1 + n % 3], 0.5 + (n * 7919 % 5000) / 10000.0, n * 4, n * 4 + 1, n * 4 + 2,
       CASE WHEN n % 100 = 0 THEN 1 END, now() - n * interval '1 second'
     FROM generate_series(0, $2::integer - 1) n`,
    [large, sets],
  )
  await db.query(
    `INSERT INTO duplicate_set_members (repository_id, set_id, number, role)
     SELECT $1, 's' || n, n * 4 + m, 'duplicate' FROM generate_series(0, $2::integer - 1) n, generate_series(1, $3::integer) m`,
    [large, sets, membersPerSet],
  )
  // Of every other one nothing is open: each tenth pull request is closed.
  await db.query(
    `INSERT INTO past_sets (repository_id, id, members, first_seen_at, ended_at)
     SELECT $1, 'past-' || n, CASE WHEN n % 2 = 0 THEN ARRAY[10 * (1 + n % 1990), 10 * (2 + n % 1990)] ELSE ARRAY[n, n + 1] END,
       now(), now() - n * interval '1 minute'
     FROM generate_series(1, $2::integer) n`,
    [large, pastSets],
  )
  await db.query(
    `INSERT INTO issue_links (repository_id, number, issue, closes)
     SELECT $1, n, 100000 + n % 2000, n % 100 < 50 FROM generate_series(1, $2::integer) n`,
    [large, pulls],
  )
  await db.query(
    `INSERT INTO scans (owner, name, snapshot, repository_id, state, source, options)
     SELECT 'Acme', 'gateway', 'hour-' || n, $1, 'done', 'git', '{}' FROM generate_series(1, $2::integer) n`,
    [large, scans],
  )
  await db.query(
    `INSERT INTO scan_pulls (scan_id, number, head_sha, outcome)
     SELECT s.id, n, '', CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'unchanged' END
     FROM (SELECT max(id) AS id FROM scans) s, generate_series(1, $1::integer) n`,
    [pulls],
  )
  await db.query(
    `INSERT INTO pull_facts (repository_id, number, head_sha, updated_at, asked_at, closing_issues)
     SELECT $1, n, lpad(n::text, 40, '0'), now(), now(), ARRAY[100000 + n % 2000] FROM generate_series(1, $2::integer, 10) n`,
    [large, pulls],
  )
  await db.query(
    `INSERT INTO issues (repository_id, number, title, state) SELECT $1, 100000 + n, 'Issue', 'OPEN' FROM generate_series(0, 1999) n`,
    [large],
  )
  // As autovacuum leaves it: with what is all visible marked, which an index needs to answer by itself.
  await db.query('VACUUM ANALYZE')
  return large!
}
