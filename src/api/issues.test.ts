import { afterAll, beforeAll, expect, test } from 'vitest'
import { edge as sampleEdge } from '../dashboard/testing/answers.ts'
import { readStanding } from '../domain/pull-standing.ts'
import { openLog } from '../log.ts'
import { replaceComparison } from '../postgres/comparison.ts'
import { encodePatch } from '../postgres/patch-codec.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { type PullFacts, upsertPulls } from '../postgres/pulls.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { insertRevisions } from '../postgres/revisions.ts'
import { buildCheckedApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { samplePatch } from '../testing/revisions.ts'
import { storedEdge } from '../testing/stored-edge.ts'
import { algorithmVersion } from '../triage/version.ts'
import { refreshIssueLinks } from '../worker/issue-links.ts'

const headOf = (number: number) => String(number).padStart(40, '0')
const pull = (number: number, body: string, facts: Partial<PullFacts> = {}): PullFacts => ({
  number,
  title: `Title ${number}`,
  body,
  author: 'ann',
  state: 'OPEN',
  draft: number === 21,
  url: `https://github.com/acme/yard/pull/${number}`,
  baseRef: 'main',
  headSha: headOf(number),
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  closedAt: null,
  mergedAt: null,
  mergeCommitSha: null,
  ...facts,
})

let database: TestDatabase
let pool: Pool
let id: number
let handle: (request: Request) => Promise<Response>
const ask = async (path: string) => {
  const response = await handle(new Request(`http://localhost${path}`))
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
  return { status: response.status, body: (await response.json()) as any }
}
const issues = '/api/repos/acme/yard/issues'
const numbersOf = (items: { number: number }[]) => items.map(({ number }) => number)

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const repository = {
    owner: 'Acme',
    name: 'yard',
    defaultBranch: 'main',
    private: false,
    url: 'https://github.com/Acme/yard',
  }
  id = (await upsertRepository(pool, repository)).id
  await upsertPulls(pool, id, [
    pull(20, 'Fixes #7', { standing: readStanding({ node_id: 'PR_20', author_association: 'MEMBER' }) }),
    pull(21, 'closes: acme/yard#7, #8'),
    pull(22, 'Resolves https://github.com/acme/yard/issues/7'),
    pull(23, 'Related to #7'),
    pull(24, 'Fixes #8'),
    pull(25, 'Fixes #7', { state: 'MERGED', mergedAt: '2026-02-01T00:00:00Z' }),
    // Each of them closes a pull request, which is no issue; or alone.
    pull(26, 'Fixes #20, fixes #9'),
    pull(27, 'Fixes #20'),
    pull(28, 'Fixes #5'),
    pull(29, 'Fixes #5'),
  ])
  const patch = `${samplePatch('src/gate.ts', ['-a', '+b'], 1)}${samplePatch('test/gate.test.ts', ['+t'], 1)}`
  await insertRevisions(pool, id, algorithmVersion, [
    {
      number: 21,
      headSha: headOf(21),
      baseSha: null,
      baseAt: null,
      patch: await encodePatch(patch),
      commits: [
        { sha: 'a'.repeat(40), message: 'Oil the gate\n\nFixes #5', authoredAt: '2026-01-02T00:00:00Z' },
        { sha: 'b'.repeat(40), message: 'Tests', authoredAt: '2026-01-03T00:00:00Z' },
      ],
      signature: new Uint8Array(1),
      derivedFrom: '',
      outcomes: [],
      degraded: null,
    },
  ])
  // Two branches that carry the same commit, which says that it closes an issue.
  await upsertPulls(pool, id, [pull(31, ''), pull(32, ''), pull(33, '', { headSha: headOf(31) })])
  for (const number of [31, 32, 33])
    await insertRevisions(pool, id, algorithmVersion, [
      {
        number,
        headSha: headOf(number === 33 ? 31 : number),
        baseSha: null,
        baseAt: null,
        patch: await encodePatch(patch),
        commits: [{ sha: 'c'.repeat(40), message: 'Fixes #30', authoredAt: '2026-01-02T00:00:00Z' }],
        signature: new Uint8Array(1),
        derivedFrom: '',
        outcomes: [],
        degraded: null,
      },
    ])
  const { evidence } = sampleEdge(20, 21)
  const edge = storedEdge(
    sampleEdge(20, 21, { evidence: { ...evidence, containment: { aInB: 1, bInA: 0.97 } } }),
  )
  await replaceComparison(pool, id, {
    edges: [edge],
    sets: [
      {
        id: 's20',
        category: 'SAME_CHANGE',
        score: 0.9,
        original: 20,
        members: [
          { number: 20, role: 'original' },
          { number: 21, role: 'duplicate' },
        ],
        edges: [edge],
        alreadyMerged: null,
        strongest: edge,
      },
    ],
    heads: new Map([20, 21].map((number) => [number, headOf(number)])),
    digest: 'made here',
  })
  await refreshIssueLinks({ pool }, id, AbortSignal.timeout(60_000))
  handle = await buildCheckedApi(readingPorts(pool, { DASHBOARD_PUBLIC: 'true' }))
})
afterAll(async () => {
  await pool?.end()
  await database?.close()
})

test('issues that two or more open pull requests close are listed, those of most first, each once over all pages', async () => {
  const { body } = await ask(issues)
  expect(
    body.items.map(({ number, closing }: { number: number; closing: number }) => [number, closing]),
  ).toEqual([
    [7, 3],
    [5, 3],
    [30, 2],
    [8, 2],
  ])
  expect(body.items[0]).toMatchObject({
    url: 'https://github.com/Acme/yard/issues/7',
    title: null,
    state: null,
    mentioning: 1,
  })
  expect(numbersOf(body.items[0].pulls)).toEqual([20, 21, 22])
  const seen: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { number: number }[]; nextCursor: string | null } = (
      await ask(`${issues}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
    ).body
    seen.push(...numbersOf(page.items))
    cursor = page.nextCursor
  }
  expect(seen).toEqual([7, 5, 30, 8])
  expect((await ask('/acme/yard/issues.json')).body).toEqual(body)
})

test('a group is a table of what is known; the rest is null, and what only mentions the issue stands apart', async () => {
  const { body } = await ask(`${issues}/7`)
  expect(numbersOf(body.members)).toEqual([20, 21, 22])
  expect(numbersOf(body.mentions)).toEqual([23])
  expect(numbersOf(body.ended)).toEqual([25])
  expect(body.members[0]).toMatchObject({
    authorAssociation: 'MEMBER',
    size: null,
    tests: null,
    lastCommitAt: null,
    containedIn: null,
    set: 's20',
  })
  expect(body.members[1]).toMatchObject({
    draft: true,
    authorAssociation: null,
    size: { files: 2, added: 2, removed: 1 },
    tests: { files: 1, added: 1, removed: 0 },
    lastCommitAt: '2026-01-03T00:00:00Z',
    containedIn: [{ number: 20, share: 0.97 }],
    checks: null,
    review: null,
    mergeable: null,
    askedAt: null,
  })
})

test('what closes nothing that is known is no group', async () => {
  for (const number of [6, 20]) expect((await ask(`${issues}/${number}`)).status).toBe(404)
  expect((await ask(`${issues}/x`)).status).toBe(400)
  expect((await ask(`${issues}?cursor=WyJzY29yZSIsMiw3XQ`)).status).toBe(400)
})

test('a commit that several carry speaks for the first of them, and for its very double', async () => {
  const { body } = await ask(`${issues}/30`)
  expect([numbersOf(body.members), numbersOf(body.mentions)]).toEqual([[31, 33], [32]])
})

test('a duplicate set names the groups of its members', async () => {
  const { body } = await ask('/api/repos/acme/yard/duplicate-sets/s20')
  expect(body.issueGroups).toEqual([
    { number: 7, closing: 3 },
    { number: 5, closing: 3 },
    { number: 8, closing: 2 },
  ])
})

test('facts are those of the present head alone, and what GitHub links counts as closed', async () => {
  await pool.query(
    `INSERT INTO pull_facts (repository_id, number, head_sha, updated_at, asked_at, checks, review, mergeable, committed_at, closing_issues)
     VALUES ($1, 22, $2, now(), '2026-03-01', 'SUCCESS', 'APPROVED', 'MERGEABLE', '2026-02-03', '{7}'),
       ($1, 20, 'another', now(), '2026-03-01', 'FAILURE', 'NONE', 'CONFLICTING', NULL, '{}'),
       ($1, 23, $3, now(), '2026-03-01', 'NONE', NULL, NULL, NULL, '{7}')`,
    [id, headOf(22), headOf(23)],
  )
  await pool.query(`INSERT INTO issues VALUES ($1, 7, 'The gate is stuck', 'OPEN')`, [id])
  const { body } = await ask(`${issues}/7`)
  expect(body).toMatchObject({ title: 'The gate is stuck', state: 'OPEN', closing: 4, mentions: [] })
  const [stale, , known, linked] = body.members
  expect(stale).toMatchObject({ checks: null, mergeable: null, askedAt: null })
  expect(known).toMatchObject({
    checks: 'SUCCESS',
    review: 'APPROVED',
    mergeable: 'MERGEABLE',
    lastCommitAt: '2026-02-03T00:00:00Z',
    askedAt: '2026-03-01T00:00:00Z',
  })
  expect(linked).toMatchObject({ number: 23, checks: 'NONE', review: null })
  expect((await ask(issues)).body.items[0]).toMatchObject({ number: 7, closing: 4, mentioning: 0 })
})

test('links follow texts that change, and nothing is read twice', async () => {
  const readNow = () => refreshIssueLinks({ pool }, id, AbortSignal.timeout(60_000))
  const versions = async () =>
    (
      await pool.query('SELECT xmin::text FROM issue_links WHERE repository_id = $1 ORDER BY number, issue', [
        id,
      ])
    ).rows
  const before = await versions()
  await readNow()
  expect(await versions()).toEqual(before)
  await upsertPulls(pool, id, [pull(24, 'Nothing any more')])
  await readNow()
  expect((await ask(`${issues}/8`)).body.closing).toBe(1)
  expect(numbersOf((await ask(issues)).body.items)).toEqual([7, 5, 30])
})
