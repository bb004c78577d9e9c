import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../log.ts'
import { sqlFolder } from '../root.ts'
import { openTestDatabase } from '../testing/postgres.ts'
import { setReason } from '../words/set-reason.ts'
import { dumpDatabase, restoreDatabase } from './backup.ts'
import { migrateDatabase } from './migrate.ts'
import { openPool, type Pool } from './pool.ts'
import { readNewestSets } from './read-duplicate-sets.ts'
import { readEdge } from './read-pairs.ts'
import { readFacts } from './stored-facts.ts'

const log = openLog('test', 'silent')

test('facts of a kind or a shape that this version does not know are left out, and the others stay in order', () => {
  const known = [
    { kind: 'contains', large: 'yours', small: 7, share: 0.5 },
    { kind: 'backport', newer: 2, older: 1, target: null, proof: { by: 'words', words: 'backport' } },
    { kind: 'text', text: 'x' },
  ]
  const [contains, backport, text] = known
  const unknown = [
    { kind: 'from-the-future', text: 'x' },
    { kind: 'contains', large: 1, small: 7 },
    { kind: 'constructor' },
    { ...backport!, proof: { by: 'a dream' } },
    null,
    'text',
  ]
  expect(readFacts([contains, ...unknown, backport, text])).toEqual(known)
  expect(readFacts(undefined)).toEqual([])
})

/**
 * A database as the version before facts has left it: three members, two pairs of them duplicates, and what each side
 * said by itself.
 */
async function openOldDatabase(): Promise<{ url: string; db: Pool }> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-sql-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'sql'))
  for (const file of readdirSync(sqlFolder))
    if (Number.parseInt(file, 10) < 23) copyFileSync(join(sqlFolder, file), join(folder, 'sql', file))
  const { url, close } = await openTestDatabase({ empty: true })
  onTestFinished(() => close())
  await migrateDatabase(url, log, join(folder, 'sql'))
  const db = openPool(url, { application: 'test', log })
  onTestFinished(() => db.end())
  const evidence = (reasons: unknown, whyNotHigher: string | null, tests: string[] = [], aInB = 1) => {
    const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
    return JSON.stringify({
      reasons,
      whyNotHigher,
      onlyA: only,
      onlyB: { ...only, testFiles: tests },
      sharedDocs: [],
      containment: { aInB, bInA: 1 },
    })
  }
  await db.query(
    `INSERT INTO repositories (id, owner, name, default_branch, compared_digest) OVERRIDING SYSTEM VALUE
     VALUES (1, 'acme', 'shop', 'main', 'old')`,
  )
  await db.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, head_sha, created_at, updated_at)
     SELECT 1, n, 'T', '', 'OPEN', false, repeat('a', 40), now(), now() FROM unnest(ARRAY[1, 2, 3, 4, 5]) n`,
  )
  await db.query(
    `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence) VALUES
       (1, 1, 2, '', '', 'SAME_FEATURE', NULL, 0.8, '{}', $1), (1, 1, 3, '', '', 'SAME_FEATURE', NULL, 0.9, '{}', $2),
       (1, 2, 3, '', '', 'SAME_CHANGE', NULL, 1, '{}', $3), (1, 4, 5, '', '', 'RELATED', 'STACKED', 1, '{}', $4)`,
    [
      evidence(['both close #7'], null),
      evidence(['both add “x”: ü', 'both close #9'], 'the score is 0.90', ['a.test.ts', 'b.test.ts'], 0.4),
      evidence(['identical production change'], null),
      evidence(null, null),
    ],
  )
  await db.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original, reason)
     VALUES (1, 's1', 'SAME_FEATURE', 0.9, 1, 'both add “x”: ü; 2 tests only in #3'), (1, 's4', 'SAME_FEATURE', 0.9, 4, 'odd')`,
  )
  await db.query(
    `INSERT INTO duplicate_set_members (repository_id, set_id, number, role)
     SELECT 1, 's1', n, 'duplicate' FROM unnest(ARRAY[1, 2, 3]) n UNION ALL SELECT 1, 's4', n, 'duplicate' FROM unnest(ARRAY[4, 5]) n`,
  )
  await db.query(`INSERT INTO pair_facts (repository_id, a, b, key, facts) VALUES (1, 1, 2, '\\x00', '{}')`)
  return { url, db }
}

async function expectFacts(db: Pool): Promise<void> {
  const edge = await readEdge(db, 1, 1, 3)
  expect(edge!.evidence).toMatchObject({
    facts: [
      { kind: 'text', text: 'both add “x”: ü' },
      { kind: 'text', text: 'both close #9' },
    ],
    shortfall: { kind: 'text', text: 'the score is 0.90' },
    sharedDocs: [],
  })
  expect(edge!.evidence).not.toHaveProperty('reasons')
  const { rows: contained } = await db.query('SELECT a, b FROM edges WHERE contained')
  expect(contained).toEqual([{ a: 1, b: 3 }])
  expect((await readEdge(db, 1, 1, 2))!.evidence.shortfall).toBeNull()
  expect((await readEdge(db, 1, 4, 5))!.evidence).toMatchObject({ facts: [], shortfall: null })
  const sets = new Map((await readNewestSets(db, 1, 10)).map((set) => [set.id, set]))
  expect(setReason(sets.get('s1')!.because!)).toBe('both add “x”: ü; 2 test files only in #3')
  // One without a pair that makes it a set says nothing, and is no fault.
  expect(sets.get('s4')!.because).toBeNull()
  const { rows } = await db.query(
    'SELECT compared_digest, (SELECT count(*)::integer FROM pair_facts) AS kept FROM repositories',
  )
  expect(rows).toEqual([{ compared_digest: null, kept: 0 }])
}

test('the sentences of an older version become facts without a loss, sets say the same, and the next comparison begins anew', async () => {
  const { url, db } = await openOldDatabase()
  await migrateDatabase(url, log)
  await expectFacts(db)
})

test('a backup of an older version is restored, and comes to the same', async () => {
  const { url } = await openOldDatabase()
  const other = await openTestDatabase()
  onTestFinished(() => other.close())
  await restoreDatabase(other.url, Readable.from(dumpDatabase(url, '0')), log)
  const db = openPool(other.url, { application: 'test', log })
  onTestFinished(() => db.end())
  await expectFacts(db)
})
