import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import type { ComparedHead } from '../postgres/revisions.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import type { PairFacts } from '../triage/judge/pair-facts.ts'
import { openKnownPairs } from './known-pairs.ts'

let database: TestDatabase
let pool: Pool
let repositoryId = 0

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const facts = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  repositoryId = (await upsertRepository(pool, facts)).id
})

afterAll(async () => {
  await pool.end()
  await database.close()
})

const head = (number: number, facts: Partial<ComparedHead> = {}): ComparedHead => ({
  repository: 'acme/shop',
  number,
  state: 'OPEN',
  headSha: String(number).padStart(40, '0'),
  createdAt: '2026-01-01T00:00:00.000Z',
  createdAtGuessed: false,
  mergedAt: null,
  baseRef: 'main',
  baseIsSeparate: false,
  derivedFrom: ':texts',
  ...facts,
})

test('a pair is known until one of its pull requests is another than it was, and forgotten when it is no longer looked at', async () => {
  const facts = { measured: { text: 0.1 + 0.2 }, shown: { partyA: 1 } } as unknown as PairFacts
  const pairs = [
    { a: 1, b: 2 },
    { a: 1, b: 3 },
  ]
  const heads = [head(1), head(2), head(3)]
  const first = openKnownPairs(pool, repositoryId, heads)
  expect(await first.read(pairs)).toEqual(new Map())
  for (const pair of pairs) await first.keep(pair, facts)
  await first.finish([])

  const known = async (changed: Partial<ComparedHead>) => [
    ...(await openKnownPairs(pool, repositoryId, [head(1), head(2, changed), head(3)]).read(pairs)).keys(),
  ]
  expect(await known({})).toEqual(['1-2', '1-3'])
  // Only open ones ask; the facts of a pair are the same.
  expect(await known({ state: 'CLOSED' })).toEqual(['1-2', '1-3'])
  for (const changed of [
    { headSha: 'f'.repeat(40) },
    { derivedFrom: ':other texts' },
    { baseIsSeparate: true },
    { mergedAt: '2026-02-01T00:00:00.000Z' },
    { baseRef: 'v1' },
    { createdAt: '2026-01-02T00:00:00.000Z' },
    { createdAtGuessed: true },
    { repository: 'acme/store' },
  ])
    expect(await known(changed)).toEqual(['1-3'])

  const next = openKnownPairs(pool, repositoryId, heads)
  expect((await next.read([pairs[0]!])).get('1-2')).toEqual(facts)
  await next.finish([])
  expect([...(await openKnownPairs(pool, repositoryId, heads).read(pairs)).keys()]).toEqual(['1-2'])
})
