import { expect, onTestFinished, test } from 'vitest'
import { categories } from '../domain/pair.ts'
import { decisionStates } from '../domain/set-decision.ts'
import { openLog } from '../log.ts'
import { openTestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { openPool, type Pool } from './pool.ts'
import { countSets, readDuplicateSets, type SetFilter, setKinds } from './read-duplicate-sets.ts'
import { writeDecision } from './set-decisions.ts'

const setCount = 40
const perSet = 3
const filterCount = 12

const random = seededRandom(31)
const draw = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!

/** Sets of three of every category, with members and pairs of all kinds, of which some are decided or put off. */
async function fill(db: Pool): Promise<void> {
  await db.query(
    `INSERT INTO repositories (id, owner, name, default_branch) OVERRIDING SYSTEM VALUE VALUES (1, 'acme', 'shop', 'main')`,
  )
  for (let at = 0; at < setCount; at++) {
    const id = `s${at}`
    const numbers = Array.from({ length: perSet }, (_, nth) => at * perSet + nth + 1)
    const [first, second, third] = numbers as [number, number, number]
    const mostly = draw(['OPEN', 'CLOSED', 'MERGED'] as const)
    for (const number of numbers) {
      const state = random() < 0.6 ? mostly : draw(['OPEN', 'CLOSED', 'MERGED'] as const)
      const landed = random() < 0.15 ? 'b'.repeat(40) : null
      await db.query(
        `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, head_sha, created_at, updated_at, landed_sha, landed_at)
         VALUES (1, $1, $2, '', $3, false, repeat('a', 40), now(), now(), $4::text, CASE WHEN $4::text IS NOT NULL THEN now() END)`,
        [number, draw(['Retry', 'Parse']), state, landed],
      )
    }
    await db.query(
      `INSERT INTO duplicate_sets (repository_id, id, category, score, original, already_merged) VALUES (1, $1, $2, $3, $4, $5)`,
      [id, draw(categories), draw([0.7, 0.9]), first, random() < 0.2 ? second : null],
    )
    await db.query(
      `INSERT INTO duplicate_set_members (repository_id, set_id, number, role) SELECT 1, $1, n, 'duplicate' FROM unnest($2::integer[]) n`,
      [id, numbers],
    )
    const containment = { aInB: draw([null, 0.5, 0.95]), bInA: draw([null, 0.5, 1]) }
    await db.query(
      `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, score, signals, evidence)
       VALUES (1, $1, $2, '', '', 'SAME_CHANGE', 0.9, '{}', $3)`,
      [first, draw([second, third]), { containment, facts: [], shortfall: null }],
    )
    if (random() < 0.5) continue
    const waits = random() < 0.4
    const decision = { keeper: waits ? null : first, waits, until: null, note: null, byWords: false }
    await writeDecision(db, 1, id, decision, null)
    if (random() < 0.3)
      await db.query(`UPDATE pull_requests SET state = 'MERGED' WHERE repository_id = 1 AND number = $1`, [
        third,
      ])
  }
}

test('however sets are narrowed, each count is how many the list then has', async () => {
  const database = await openTestDatabase()
  onTestFinished(() => database.close())
  const db = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  onTestFinished(() => db.end())
  await fill(db)
  const listed = async (filter: SetFilter) =>
    (await readDuplicateSets(db, 1, filter, { sort: 'score', after: null, limit: 1_000 })).length
  const seen = new Set<string>()
  for (let round = 0; round < filterCount; round++) {
    const filter: SetFilter = {
      minScore: draw([0, 0.8]),
      category: draw([null, ...categories]),
      state: draw(['ALL', 'OPEN', 'CLOSED', 'MERGED'] as const),
      q: draw([null, 'retry']),
      is: draw([null, ...setKinds]),
      decision: draw([null, ...decisionStates]),
    }
    const wanted: Record<string, number> = { ALL: await listed({ ...filter, category: null, is: null }) }
    for (const category of categories) wanted[category] = await listed({ ...filter, category })
    for (const is of setKinds) wanted[is] = await listed({ ...filter, is })
    const parts: Record<string, number> = {}
    const state = filter.state === 'OPEN' ? 'ALL' : filter.state
    for (const decision of decisionStates) parts[decision] = await listed({ ...filter, state, decision })
    const { counts, decisions } = await countSets(db, 1, filter)
    expect({ filter, counts, decisions }).toEqual({ filter, counts: wanted, decisions: parts })
    for (const [name, count] of Object.entries({ ...counts, ...decisions })) if (count > 0) seen.add(name)
  }
  expect([...seen].sort()).toEqual(['ALL', ...categories, ...setKinds, ...decisionStates].sort())
})
