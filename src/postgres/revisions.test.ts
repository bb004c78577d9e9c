import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { collect } from '../testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { algorithmVersion } from '../triage/version.ts'
import { encodePatch } from './patch-codec.ts'
import { openPool, type Pool, type Queryable } from './pool.ts'
import { upsertPulls } from './pulls.ts'
import { upsertRepository } from './repositories.ts'
import { forgetEarlierHeads, insertRevisions, streamRevisions } from './revisions.ts'

const log = openLog('test', 'silent')
const numbers = [1, 2, 3, 4, 5, 6]
const headSha = (number: number) => String(number).padStart(40, '0')
/** Hexadecimal digits shrink to half: each fills more than half of a page. */
const patchOf = (number: number) => `#${number} ${randomBytes(350 * 1024).toString('hex')}`
const patches = new Map(numbers.map((number) => [number, patchOf(number)]))
let database: TestDatabase
let pool: Pool
let repositoryId = 0

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
  const facts = { owner: 'Acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  repositoryId = (await upsertRepository(pool, facts)).id
  await upsertPulls(
    pool,
    repositoryId,
    numbers.map((number) => ({
      number,
      title: `Title ${number}`,
      body: '',
      author: 'ann',
      state: 'OPEN',
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: headSha(number),
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-09T00:00:00Z',
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
    })),
  )
  await insertRevisions(
    pool,
    repositoryId,
    algorithmVersion,
    await Promise.all(
      numbers.map(async (number) => ({
        number,
        headSha: headSha(number),
        baseSha: null,
        baseAt: null,
        patch: await encodePatch(patches.get(number)!),
        commits: [],
        signature: new Uint8Array([number]),
        derivedFrom: '',
        outcomes: [],
        degraded: null,
      })),
    ),
  )
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

/** The database, with a count of what was asked of it. */
function count(): { db: Queryable; asked: () => number } {
  let queries = 0
  const query = (...args: Parameters<Pool['query']>) => {
    queries++
    return pool.query(...args)
  }
  return { db: { query } as unknown as Queryable, asked: () => queries }
}

test('revisions come whole and in the order asked for; one that is not there is left out', async () => {
  const found = await collect(streamRevisions(pool, repositoryId, algorithmVersion, [4, 1, 99, 6]))
  expect(found.map(({ number }) => number)).toEqual([4, 1, 6])
  for (const { number, patch } of found) expect(patch === patches.get(number)).toBe(true)
})

test('large ones are read one by one, and those that are not reached are not read', async () => {
  const all = count()
  await collect(streamRevisions(all.db, repositoryId, algorithmVersion, numbers))
  expect(all.asked()).toBe(1 + numbers.length)
  const first = count()
  for await (const { number } of streamRevisions(first.db, repositoryId, algorithmVersion, numbers)) {
    expect(number).toBe(1)
    break
  }
  expect(first.asked()).toBe(2)
  expect(await collect(streamRevisions(pool, repositoryId, algorithmVersion, []))).toEqual([])
})

test('an earlier head is forgotten two weeks after it was analysed, the one that counts never', async () => {
  const [number = 0] = numbers
  const heads = async () => {
    const { rows } = await pool.query<{ head: string }>(
      'SELECT head_sha AS head FROM revisions WHERE repository_id = $1 AND number = $2 ORDER BY head_sha',
      [repositoryId, number],
    )
    return rows.map(({ head }) => head)
  }
  const [older, newer] = ['d'.repeat(40), 'e'.repeat(40)] as const
  await pool.query(
    `INSERT INTO revisions (repository_id, number, head_sha, algorithm_version, base_sha, patch, commits, signature, analyzed_at)
     SELECT repository_id, number, h.head, algorithm_version, base_sha, patch, commits, signature, now() - h.age::interval
     FROM revisions, (VALUES ($3, '15 days'), ($4, '13 days')) AS h (head, age)
     WHERE repository_id = $1 AND number = $2 AND head_sha = $5`,
    [repositoryId, number, older, newer, headSha(number)],
  )
  await pool.query(`UPDATE revisions SET analyzed_at = now() - interval '1 year' WHERE head_sha = $1`, [
    headSha(number),
  ])
  await forgetEarlierHeads(pool, repositoryId)
  expect(await heads()).toEqual([headSha(number), newer].sort())
})
