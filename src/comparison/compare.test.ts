import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MaintainerVerdict } from '../domain/pair.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { upsertSeparateLines } from '../postgres/separate-lines.ts'
import { deleteVerdict, upsertVerdict } from '../postgres/verdicts.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { sampleLines, samplePatch, sampleRevision, sampleStrangers } from '../testing/revisions.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { type SeenRevision, storeRevisions } from '../testing/store-revisions.ts'
import { compareRepository } from './compare.ts'
import { keepIndexes } from './index-cache.ts'
import { reapplyVerdicts } from './reapply-verdicts.ts'

const log = openLog('test', 'silent')
const everything = new Date(0)
const { signal } = new AbortController()
const authors = 9
const noLines = { asked: ['v1'], digest: '', names: [] }

interface Twin {
  database: TestDatabase
  pool: Pool
  id: number
}
/** What goes on from one comparison to the next, and what begins from nothing each time. */
let [ongoing, fresh]: Twin[] = []
let twins: Twin[] = []

beforeEach(async () => {
  twins = await Promise.all(
    [1, 2].map(async () => {
      const database = await openTestDatabase()
      const pool = openPool(database.url, { application: 'test', log })
      const facts = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
      return { database, pool, id: (await upsertRepository(pool, facts)).id }
    }),
  )
  ;[ongoing, fresh] = twins
})
afterEach(async () => {
  for (const { pool, database } of twins) {
    await pool.end()
    await database.close()
  }
})

/** All that a comparison leaves behind, but dates. */
async function readAll({ pool, id }: Twin) {
  const read = async (what: string) =>
    (await pool.query(`SELECT ${what} WHERE repository_id = $1 ORDER BY 1, 2, 3`, [id])).rows
  return {
    edges: await read(
      'a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence, verdict, claimed FROM edges',
    ),
    sets: await read(
      'id, category, score, original, already_merged, strongest_a, strongest_b FROM duplicate_sets',
    ),
    members: await read('set_id, number, role FROM duplicate_set_members'),
    facts: await read('a, b, key, facts FROM pair_facts'),
  }
}

const compare = ({ pool, id }: Twin, indexes = keepIndexes()) =>
  compareRepository({ pool, indexes }, id, everything, signal)

async function compareFresh(): Promise<void> {
  const { pool, id } = fresh!
  for (const table of ['edges', 'pair_facts', 'comparison_memory'])
    await pool.query(`DELETE FROM ${table} WHERE repository_id = $1`, [id])
  await pool.query('UPDATE repositories SET compared_digest = NULL WHERE id = $1', [id])
  await compare(fresh!)
}

/** A pool of which something happens before each query, in and out of transactions. */
function watch(pool: Pool, before: (text: string, values: unknown[]) => Promise<void>): Pool {
  const wrap = <T extends object>(target: T, own: Partial<Record<keyof T, unknown>>): T =>
    new Proxy(target, {
      get(on, name) {
        if (name in own) return own[name as keyof T]
        const value = Reflect.get(on, name)
        return typeof value === 'function' ? value.bind(on) : value
      },
    })
  const query =
    (on: Pick<Pool, 'query'>) =>
    async (text: string, values: unknown[] = []) => {
      await before(text, values)
      return on.query(text, values)
    }
  return wrap(pool, {
    query: query(pool),
    connect: async () => {
      const client = await pool.connect()
      return wrap(client, { query: query(client as unknown as Pool) })
    },
  })
}

/** The same, before one query alone, counted from 1. */
function interrupt(pool: Pool, at: number, happen: () => Promise<void>): Pool {
  let asked = 0
  return watch(pool, async () => {
    if (++asked === at) await happen()
  })
}

/** Pull requests of a few places, texts and issues, so that pairs and sets of every kind come about. */
function openDraw(seed: number) {
  const random = seededRandom(seed)
  const pick = (below: number) => Math.floor(random() * below)
  let heads = 0
  const draw = (number: number): SeenRevision => {
    const base = 1_000 * (1 + pick(7))
    const change = Object.fromEntries(
      ['src/pool.ts', 'src/port.ts', 'docs/pool.md', 'test/pool.test.ts']
        .filter((_, at) => at === number % 2 || random() < 0.3)
        .map((path) => [
          path,
          [
            ...sampleLines(base, 3, ' '),
            ...sampleLines(base + 1 + pick(2), pick(3), '-'),
            ...sampleLines(base + 3, 1 + pick(8), '+'),
            ...sampleLines(10_000 * number + pick(3), pick(4), '+'),
          ],
        ]),
    )
    const headSha = String(++heads).padStart(40, '0')
    const own = { sha: `e${headSha.slice(1)}`, message: `Do it ${heads}`, authoredAt: '2026-01-01T00:00:00Z' }
    // Some carry a commit of others, and what is their own depends on who else does.
    const carried = Array.from({ length: random() < 0.3 ? 1 + pick(2) : 0 }, () => ({
      sha: String(pick(4)).padStart(40, 'd'),
      message: `Begin ${pick(4)}`,
      authoredAt: '2026-01-01T00:00:00Z',
    }))
    // Others gather the work of many, and what is theirs is what no other one has.
    const gathered = Array.from({ length: random() < 0.15 ? 12 : 0 }, (_, at) => ({
      sha: String(at).padStart(40, 'b'),
      message: `Bring #${60 + at} (#${60 + at})`,
      authoredAt: '2026-01-01T00:00:00Z',
      authorName: `Writer ${at}`,
      authorEmail: `writer-${at}@example.org`,
    }))
    const ownParts = gathered.length === 0 ? [] : [own, ...carried]
    return {
      ...sampleRevision(number, change, {
        headSha,
        startLine: 100 + 40 * pick(2),
        title: ['Keep ports', 'Revert "Keep ports"', `Drop the pool of #${1 + pick(40)}`][pick(3)]!,
        body: ['', `Fixes #${500 + pick(3)}`, `Supersedes #${1 + pick(40)}`][pick(3)]!,
        author: `author-${pick(authors)}`,
        baseRef: ['main', 'main', 'v1'][pick(3)]!,
        baseAt: ['2025-12-01T00:00:00Z', '2026-04-01T00:00:00Z'][pick(2)]!,
        commits: [...gathered, ...carried, own],
        own:
          gathered.length === 0
            ? null
            : ownParts.map(({ sha }) => ({
                sha,
                patch: samplePatch(
                  'src/pool.ts',
                  change['src/pool.ts'] ?? sampleLines(base + 3, 6, '+'),
                  100,
                ),
              })),
      }),
      state: 'OPEN',
    }
  }
  return { random, pick, draw }
}

test('a comparison that goes on from the last one comes to what a fresh one comes to, whatever has happened since', async () => {
  const happened = { found: 0, sent: 0, judged: 0, retried: 0, byOwnPart: 0 }
  for (const seed of [1, 2]) {
    const { random, pick, draw } = openDraw(seed)
    const pulls = new Map<number, SeenRevision>()
    const store = async (revisions: readonly SeenRevision[]) => {
      for (const revision of revisions) pulls.set(revision.number, revision)
      for (const { pool, id } of twins) await storeRevisions(pool, id, revisions)
    }
    const say = async (
      { pool, id }: Twin,
      pair: { a: number; b: number },
      verdict: MaintainerVerdict | null,
    ) => {
      if (verdict === null) await deleteVerdict(pool, id, pair.a, pair.b)
      else await upsertVerdict(pool, id, { ...pair, verdict }, null)
      await reapplyVerdicts(pool, id)
    }
    const drawPair = async () => {
      const { rows } = await ongoing!.pool.query<{ a: number; b: number }>(
        'SELECT a, b FROM edges WHERE repository_id = $1 ORDER BY a, b',
        [ongoing!.id],
      )
      const [x, y] = [1 + pick(20), 21 + pick(20)]
      return random() < 0.8 ? (rows[pick(rows.length)] ?? { a: x, b: y }) : { a: x, b: y }
    }
    const drawVerdict = () =>
      (['NOT_RELATED', 'NOT_RELATED', 'DUPLICATE', 'COMPETING', 'RELATED', null] as const)[pick(6)]!
    const numbers = Array.from({ length: 40 }, (_, at) => at + 1)
    await store([
      ...numbers.map(draw),
      ...sampleStrangers(30).map((one) => ({ ...one, state: 'OPEN' as const })),
    ])

    let indexes = keepIndexes()
    for (let round = 0; round < 9; round++) {
      const counted = watch(ongoing!.pool, async (text, values) => {
        if (text.startsWith('INSERT INTO edges')) happened.sent += JSON.parse(values[1] as string).length
      })
      happened.found += (await compare({ ...ongoing!, pool: counted }, indexes)).edges
      await compareFresh()
      expect(await readAll(ongoing!)).toEqual(await readAll(fresh!))

      for (let change = pick(3); change >= 0; change--) {
        const number = 1 + pick(44)
        const seen = pulls.get(number)
        const what = random()
        if (seen === undefined || what < 0.4) await store([draw(number)])
        else if (what < 0.5) await store([{ ...seen, state: 'CLOSED' }])
        else if (what < 0.55) await store([{ ...seen, state: 'MERGED', mergedAt: '2026-03-01T00:00:00Z' }])
        else if (what < 0.65) await store([{ ...seen, state: 'OPEN', mergedAt: null }])
        else if (what < 0.75)
          for (const { pool, id } of twins)
            await pool.query(
              `UPDATE pull_requests SET landed_sha = 'abc', landed_at = '2026-02-01' WHERE repository_id = $1 AND number = $2`,
              [id, number],
            )
        else {
          const [pair, verdict] = [await drawPair(), drawVerdict()]
          for (const twin of twins) await say(twin, pair, verdict)
        }
      }
      // Another history: a line is merged up, or no longer is.
      if (round % 3 === 2)
        for (const { pool, id } of twins)
          await upsertSeparateLines(pool, id, { ...noLines, names: round === 2 ? ['v1'] : [] })
      if (random() < 0.5) indexes = keepIndexes()
      const disturbance = random()
      if (disturbance < 0.3) {
        // Killed in the middle: what it had in memory is gone, too.
        const killed = interrupt(ongoing!.pool, 1 + pick(40), async () => {
          throw new Error('killed')
        })
        await compare({ ...ongoing!, pool: killed }, indexes).catch(() => {})
        indexes = keepIndexes()
      } else if (disturbance < 0.5) {
        const [pair, verdict] = [await drawPair(), drawVerdict()]
        // A maintainer speaks while it compares.
        let isSaid = false
        const spoken = interrupt(ongoing!.pool, 1 + pick(12), async () => {
          isSaid = true
          happened.retried++
          await say(ongoing!, pair, verdict)
        })
        await compare({ ...ongoing!, pool: spoken }, indexes)
        // Where nothing had changed it was over before.
        if (!isSaid) await say(ongoing!, pair, verdict)
        await say(fresh!, pair, verdict)
      } else if (disturbance < 0.6) {
        // An older version, which keeps no memory, has compared other heads meanwhile; or something else has written.
        const digest = random() < 0.5 ? 'older' : null
        const { pool, id } = ongoing!
        await pool.query(
          'UPDATE edges SET score = 0.5, category = $2 WHERE repository_id = $1 AND a % 3 = 0',
          [id, 'RELATED'],
        )
        await pool.query('UPDATE repositories SET compared_digest = $2 WHERE id = $1', [id, digest])
      }
    }
    const { edges } = await readAll(ongoing!)
    happened.byOwnPart += edges.filter(({ evidence }) => JSON.stringify(evidence).includes('own-part')).length
    const { rows } = await ongoing!.pool.query('SELECT FROM edges WHERE verdict IS NOT NULL')
    happened.judged += rows.length
    for (const { pool } of twins) await pool.query('TRUNCATE repositories CASCADE')
    for (const twin of twins) {
      const facts = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
      twin.id = (await upsertRepository(twin.pool, facts)).id
    }
  }
  expect(happened.sent).toBeLessThan(happened.found * 0.75)
  expect(happened.byOwnPart).toBeGreaterThan(0)
  expect(happened.judged).toBeGreaterThan(0)
  expect(happened.retried).toBeGreaterThan(0)
})
