import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Edge } from '../domain/pair.ts'
import { openLog } from '../log.ts'
import { replaceComparison } from '../postgres/comparison.ts'
import { encodePatch } from '../postgres/patch-codec.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { insertRevisions } from '../postgres/revisions.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { algorithmVersion } from '../triage/version.ts'
import { type CheckPorts, writeChecks } from './write-checks.ts'

const log = openLog('test', 'silent')
const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
const sha = (number: number) => String(number).padStart(40, '0')
let database: TestDatabase
let pool: Pool
let repositoryId = 0
/** GitHub's side: every check run that was made, and what was asked. */
let runs: { id: number; head: string; title: string; summary: string; url: unknown }[] = []
let asked: string[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
})
afterAll(async () => {
  await pool.end()
  await database.close()
})
beforeEach(async () => {
  runs = []
  asked = []
  await pool.query('DELETE FROM repositories')
  const facts = { owner: 'Acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  repositoryId = (await upsertRepository(pool, facts)).id
  await upsertPulls(
    pool,
    repositoryId,
    [1, 2, 3].map((number) => ({
      number,
      title: `Title ${number}`,
      body: '',
      author: 'ann',
      state: 'OPEN',
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: sha(number),
      createdAt: `2026-01-0${number}T00:00:00Z`,
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
      [1, 2, 3].map(async (number) => ({
        number,
        headSha: sha(number),
        baseSha: null,
        baseAt: null,
        patch: await encodePatch(''),
        commits: [],
        signature: new Uint8Array(),
        derivedFrom: '',
        outcomes: [],
        degraded: null,
      })),
    ),
  )
  await compare([1, 2])
})

/** What the last comparison found: each later one does the same as the first. */
async function compare([first, ...others]: number[]): Promise<void> {
  const edges = others.map((b) => ({
    a: first!,
    b,
    category: 'SAME_CHANGE',
    relation: null,
    score: 0.9,
    signals: {},
    evidence: { containment: { aInB: 1, bInA: 1 }, onlyA: only, onlyB: only, facts: [] },
  })) as unknown as Edge[]
  await replaceComparison(pool, repositoryId, {
    edges,
    sets: [],
    heads: new Map([1, 2, 3].map((number) => [number, sha(number)])),
    digest: `made here ${Math.random()}`,
  })
}

const ports = (more: Partial<CheckPorts> = {}): CheckPorts => ({
  pool,
  auth: {
    tokenFor: async () => 'ghs_token',
    async asInstallation(_, route, parameters = {}) {
      asked.push(route.split(' ')[0]!)
      const { title = '', summary = '' } = (parameters.output ?? {}) as { title?: string; summary?: string }
      if (route.startsWith('POST')) {
        const run = {
          id: runs.length + 1,
          head: String(parameters.head_sha),
          title,
          summary,
          url: parameters.details_url,
        }
        runs.push(run)
        return { status: 201, data: { id: run.id } }
      }
      if (route.startsWith('PATCH')) {
        const run = runs.find(({ id }) => id === parameters.check_run_id)!
        run.title = title
        return { status: 200, data: { id: run.id } }
      }
      const found = runs.filter(({ head }) => head === parameters.ref)
      return { status: 200, data: { check_runs: found.map(({ id }) => ({ id, app: { id: 7 } })) } }
    },
  },
  appId: 7,
  when: 'found',
  publicUrl: 'https://claw.example',
  pause: async () => {},
  log,
  ...more,
})
const write = (more: Partial<CheckPorts> = {}) =>
  writeChecks(ports(more), { repositoryId, owner: 'Acme', repo: 'shop' }, new AbortController().signal)
const titles = () => runs.map(({ head, title }) => [Number(head), title])

test('only what does the same as an earlier one is told, and the same is not written twice', async () => {
  expect(await write()).toBe(1)
  expect(titles()).toEqual([[2, 'Does what #1 does']])
  expect(await write()).toBe(0)
  expect(asked).toEqual(['GET', 'POST'])
})

test('what was written before a crash is found again and not doubled', async () => {
  await write()
  await pool.query('DELETE FROM check_runs')
  await write()
  expect(titles()).toEqual([[2, 'Does what #1 does']])
})

test('a link is written only where a reader of the check run can open it', async () => {
  await write()
  expect(runs[0]!.url).toBe('https://claw.example/Acme/shop/compare/1...2')
  expect(runs[0]!.summary).toContain('(https://claw.example/Acme/shop/compare/1...2)')
  await pool.query('UPDATE repositories SET private = true')
  await pool.query('DELETE FROM check_runs')
  runs = []
  await write()
  expect(runs[0]!.url).toBeUndefined()
  expect(runs[0]!.summary).toContain('it contains all of this one’s production change')
  expect(runs[0]!.summary).not.toContain('https://')
})

test('what is no longer so is taken back in place; what was never said stays unsaid', async () => {
  await write()
  await compare([1, 3])
  await write()
  expect(titles()).toEqual([
    [2, 'No likely duplicate'],
    [3, 'Does what #1 does'],
  ])
})

test('when always, everybody is told', async () => {
  await write({ when: 'always' })
  expect(titles().sort()).toEqual([
    [1, 'No likely duplicate'],
    [2, 'Does what #1 does'],
    [3, 'No likely duplicate'],
  ])
})

test('a head that is no pull request’s any more is closed once', async () => {
  await write()
  await pool.query('UPDATE pull_requests SET head_sha = $1 WHERE number = 2', [sha(99)])
  await write()
  expect(titles()).toEqual([[2, 'Superseded']])
  expect(await write()).toBe(0)
})

test('a head that is pushed away while others are written is not written any more', async () => {
  const pause = async () => {
    await pool.query('UPDATE pull_requests SET head_sha = $1 WHERE number = 2', [sha(99)])
  }
  await write({ when: 'always', pause })
  expect(titles().sort()).toEqual([
    [1, 'No likely duplicate'],
    [3, 'No likely duplicate'],
  ])
})

test('two pull requests with one head share its check run, and do not point at each other', async () => {
  await pool.query('UPDATE pull_requests SET head_sha = $1 WHERE number = 3', [sha(2)])
  await compare([1, 2, 3])
  await write()
  expect(titles()).toEqual([[2, 'Does what #1 does']])
})

test('a commit that GitHub does not have is passed over, and where the App is not installed nothing is asked', async () => {
  const auth = ports().auth
  const refusing: CheckPorts['auth'] = {
    ...auth,
    async asInstallation(repository, route, parameters) {
      if (route.startsWith('POST')) throw Object.assign(new Error('No commit found'), { status: 422 })
      return auth.asInstallation(repository, route, parameters)
    },
  }
  await write({ auth: refusing })
  expect(runs).toEqual([])
  asked = []
  expect(await write({ auth: { ...auth, tokenFor: async () => null } })).toBe(0)
  expect(asked).toEqual([])
})
