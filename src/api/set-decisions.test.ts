import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reapplyVerdicts } from '../comparison/reapply-verdicts.ts'
import type { Edge } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import { openLog } from '../log.ts'
import { replaceComparison } from '../postgres/comparison.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { deleteVerdict } from '../postgres/verdicts.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'

const token = 'dashboard-token-for-tests'
const path = '/api/repos/acme/gateway/duplicate-sets'
const pairs = [
  [1, 2],
  [3, 4],
  [5, 6],
  [7, 8],
  [9, 10],
  [9, 11],
] as const
const told: { type: string }[] = []

let database: TestDatabase
let pool: Pool
let repositoryId = 0
let handle: (request: Request) => Promise<Response>

const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
const edge = ([a, b]: readonly [number, number]): Edge => ({
  a,
  b,
  category: 'SAME_CHANGE',
  relation: null,
  score: 0.9,
  signals: {},
  evidence: {
    facts: [{ kind: 'text', text: 'identical' }],
    shortfall: null,
    sharedProductionPaths: ['src/a.ts'],
    sharedAddedLines: { count: 1, lines: ['x'] },
    sharedRemovedLines: { count: 0, lines: [] },
    sharedSymbols: [],
    sharedTests: [],
    sharedDocs: [],
    sharedIssues: [],
    containment: { aInB: 1, bInA: 1 },
    onlyA: only,
    onlyB: only,
    first: { number: a, by: 'opened' },
  },
})
const headOf = (number: number) => String(number).padStart(40, '0')

/** Lists the pull requests as they are now; `changed` are others than they were. */
async function list(changed: Record<number, { state?: PullState; headSha?: string }> = {}) {
  const numbers = Array.from({ length: 12 }, (_, at) => at + 1)
  await upsertPulls(
    pool,
    repositoryId,
    numbers.map((number) => ({
      number,
      title: `Title ${number}`,
      body: '',
      author: 'ann',
      state: 'OPEN' as const,
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: headOf(number),
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: new Date().toISOString(),
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
      ...changed[number],
    })),
  )
}

async function compare(edges: Edge[]) {
  const setOf = (numbers: number[]) => ({
    id: `s${numbers[0]}`,
    category: 'SAME_CHANGE' as const,
    score: 0.9,
    original: numbers[0]!,
    members: numbers.map((number) => ({
      number,
      role: number === numbers[0] ? ('original' as const) : ('duplicate' as const),
    })),
    edges: [],
    alreadyMerged: null,
    strongest: { a: numbers[0]!, b: numbers[1]! },
  })
  const sets = new Map<number, number[]>()
  for (const { a, b } of edges) sets.set(a, [...(sets.get(a) ?? [a]), b])
  await replaceComparison(pool, repositoryId, {
    edges,
    sets: [...sets.values()].map(setOf),
    heads: new Map(Array.from({ length: 13 }, (_, number) => [number, headOf(number)])),
    digest: String(Math.random()),
  })
}

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const repository = { owner: 'Acme', name: 'gateway', defaultBranch: 'main', private: false, url: null }
  repositoryId = (await upsertRepository(pool, repository)).id
  await list()
  await compare(pairs.map(edge))
  handle = await buildApi({
    ...readingPorts(pool, { DASHBOARD_TOKEN: token, DASHBOARD_PUBLIC: 'true' }),
    reapplyVerdicts: (id) => reapplyVerdicts(pool, id),
    publish: (event) => told.push(event),
  })
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

async function ask(
  method: string,
  where: string,
  body?: unknown,
  key?: string,
  bearer = token,
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
): Promise<any> {
  const response = await handle(
    new Request(`http://localhost${where}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  return { status: response.status, ...((await response.json()) as object) }
}
const decide = (id: string, body: object) => ask('PUT', `${path}/${id}/decision`, body)
const decision = async (id: string) => (await ask('GET', `${path}/${id}`)).decision
const listed = async (state: string) => {
  const answer = await ask('GET', `${path}?decision=${state}`)
  expect(answer.counts.ALL).toBe(answer.items.length)
  expect(answer.decisions[state]).toBe(answer.items.length)
  return answer.items.map(({ id }: { id: string }) => id).sort()
}
const say = (a: number, b: number, body: object | null) =>
  ask(body === null ? 'DELETE' : 'PUT', `/api/repos/acme/gateway/pairs/${a}/${b}/verdict`, body ?? undefined)

test('a set is to be decided until a keeper is chosen, and again when that is taken back', async () => {
  expect(await listed('open')).toEqual(['s1', 's3', 's5', 's7', 's9'])
  const { version } = await decision('s1')
  const written = await decide('s1', { keeper: 2, note: ' better tests ', version })
  expect(written).toMatchObject({
    status: 200,
    before: null,
    decision: { state: 'decided', keeper: 2, until: null, note: 'better tests', byWords: false, changes: [] },
  })
  expect(told).toEqual([
    { type: 'decision', owner: 'acme', repo: 'gateway', set: 's1', version: written.decision.version },
  ])
  expect(await listed('open')).toEqual(['s3', 's5', 's7', 's9'])
  expect(await listed('decided')).toEqual(['s1'])
  const { decidedAt } = await ask('GET', path)
  expect(decidedAt).toEqual([written.decision.saidAt])
  const undone = await ask('DELETE', `${path}/s1/decision?version=${written.decision.version}`)
  expect(undone).toMatchObject({ decision: { state: 'open', keeper: null }, before: { keeper: 2 } })
  expect((await ask('GET', path)).decidedAt).toEqual([])
})

test('of two maintainers the second is told what the first has said, and overwrites nothing', async () => {
  const { version } = await decision('s3')
  expect((await decide('s3', { keeper: 3, version })).status).toBe(200)
  const stale = await decide('s3', { keeper: 4, version })
  expect(stale).toMatchObject({
    status: 409,
    error: {
      code: 'CONFLICT',
      message: 'this set has been decided in the meantime: #3 is kept',
      details: { changed: 'decision', decision: { keeper: 3 } },
    },
  })
  expect((await decision('s3')).keeper).toBe(3)
  expect((await ask('DELETE', `${path}/s3/decision?version=${version}`)).status).toBe(409)
  // Two at the same moment: one of them is told.
  const seen = (await decision('s5')).version
  const both = await Promise.all([
    decide('s5', { keeper: 5, version: seen }),
    decide('s5', { until: 'change', version: seen }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  // Without a version it is said what was replaced.
  expect(await decide('s3', { until: 'change' })).toMatchObject({ before: { keeper: 3 } })
  for (const id of ['s3', 's5']) await ask('DELETE', `${path}/${id}/decision`)
})

test('what was decided comes back when its members or their changes are others, and says what has changed', async () => {
  await decide('s1', { keeper: 1 })
  await decide('s3', { keeper: 3 })
  await decide('s9', { keeper: 9 })
  await decide('s7', { keeper: 7 })
  const seen = (await decision('s1')).version
  await list({
    2: { headSha: 'e'.repeat(40) },
    3: { state: 'CLOSED' },
    10: { state: 'CLOSED' },
    8: { state: 'MERGED' },
  })
  await compare([...pairs.filter(([, b]) => b !== 10), [1, 12] as const].map(edge))
  expect(await decision('s1')).toMatchObject({
    state: 'open',
    keeper: 1,
    changes: [
      { number: 2, what: 'pushed' },
      { number: 12, what: 'joined' },
    ],
  })
  expect(await decide('s1', { keeper: 2, version: seen })).toMatchObject({
    status: 409,
    error: { details: { changed: 'set' } },
  })
  // The keeper itself was closed: one is left open, and nothing makes it needless.
  expect((await decision('s3')).state).toBe('closed')
  // What repeats the keeper was closed, as it was to be, and has left the set.
  expect(await decision('s9')).toMatchObject({ state: 'decided', changes: [] })
  // Another one than the keeper is merged.
  expect(await decision('s7')).toMatchObject({ state: 'open', changes: [{ number: 8, what: 'merged' }] })
  await list()
  await compare(pairs.map(edge))
  expect((await decision('s1')).state).toBe('decided')
  for (const id of ['s1', 's3', 's7', 's9']) await ask('DELETE', `${path}/${id}/decision`)
})

describe('a write that arrives twice, as its answer was lost,', () => {
  const verdictPath = '/api/repos/acme/gateway/pairs/5/6/verdict'
  const put = (key: string, verdict: string, seen = 'NONE') => ask('PUT', verdictPath, { verdict, seen }, key)
  const verdict = async () => (await ask('GET', verdictPath)).verdict?.verdict ?? null

  test('is done once: a verdict that was undone since is not said again, nor is an undo undone twice', async () => {
    expect(await put('write-one', 'DUPLICATE')).toMatchObject({ status: 200, stood: false })
    // The same again is the sender's own, also where both come at once.
    expect(await put('write-one', 'DUPLICATE')).toMatchObject({ status: 200, stood: false })
    expect(await ask('DELETE', `${verdictPath}?seen=DUPLICATE`, undefined, 'undo-one1')).toMatchObject({
      verdict: null,
    })
    expect(await put('write-one', 'DUPLICATE')).toMatchObject({
      status: 409,
      error: { message: expect.stringContaining('has undone this verdict'), details: { verdict: null } },
    })
    expect(await verdict()).toBe(null)
    // Another maintainer says so, and the late undo of the first one leaves that.
    await put('write-two', 'DUPLICATE')
    const again = await ask('DELETE', `${verdictPath}?seen=DUPLICATE`, undefined, 'undo-one1')
    expect(again).toMatchObject({ status: 200, verdict: { verdict: 'DUPLICATE' } })
    await put('write-six', 'COMPETING', 'DUPLICATE')
    expect(await put('write-two', 'DUPLICATE')).toMatchObject({
      status: 409,
      error: { details: { verdict: { verdict: 'COMPETING' } } },
    })
    expect(await verdict()).toBe('COMPETING')
  })

  test('and at the same moment is written by one of the two', async () => {
    await ask('DELETE', verdictPath)
    const both = await Promise.all([put('both-once', 'DUPLICATE'), put('both-once', 'DUPLICATE')])
    expect(both.map(({ status, stood }) => [status, stood])).toEqual([
      [200, false],
      [200, false],
    ])
    await ask('DELETE', verdictPath)
  })

  test('is no write of another pair or set, and no undo, that came under the same id', async () => {
    const key = 'same-for-all'
    const other = '/api/repos/acme/gateway/pairs/5/7/verdict'
    await put(key, 'DUPLICATE')
    expect(await ask('PUT', other, { verdict: 'DUPLICATE', seen: 'NONE' }, key)).toMatchObject({
      status: 200,
      verdict: { verdict: 'DUPLICATE' },
    })
    expect(await ask('DELETE', `${verdictPath}?seen=DUPLICATE`, undefined, key)).toMatchObject({
      status: 200,
      verdict: null,
    })
    // The same pair, in whichever way it is written.
    const turned = '/api/repos/ACME/gateway/pairs/6/5/verdict'
    expect((await ask('PUT', turned, { verdict: 'DUPLICATE', seen: 'NONE' }, key)).status).toBe(409)
    await ask('DELETE', other)
    for (const set of ['s1', 's7']) {
      const { members } = await ask('GET', `${path}/${set}`)
      const keeper = members[0].number
      expect(await ask('PUT', `${path}/${set}/decision`, { keeper }, key)).toMatchObject({
        status: 200,
        decision: { keeper },
      })
      expect(await ask('DELETE', `${path}/${set}/decision`, undefined, key)).toMatchObject({
        status: 200,
        decision: { saidAt: null },
      })
    }
  })

  test('is not what stands where another maintainer has said the same since', async () => {
    await put('mine-lost', 'DUPLICATE')
    await ask('DELETE', verdictPath)
    await put('theirs-too', 'DUPLICATE')
    expect(await put('mine-lost', 'DUPLICATE')).toMatchObject({ status: 200, stood: true })
    expect(await put('theirs-too', 'DUPLICATE')).toMatchObject({ status: 200, stood: false })
    await ask('DELETE', verdictPath)
  })

  test('may come again where it was refused', async () => {
    await put('write-abc', 'COMPETING')
    expect((await put('write-def', 'DUPLICATE')).status).toBe(409)
    expect(await put('write-def', 'DUPLICATE', 'COMPETING')).toMatchObject({ status: 200, stood: false })
    await ask('DELETE', verdictPath)
  })

  test('finds its own decision, and leaves what was decided or taken back since', async () => {
    const { version } = await decision('s7')
    const send = (key: string, body: object) => ask('PUT', `${path}/s7/decision`, body, key)
    const first = await send('decide-one', { keeper: 8, version })
    const again = await send('decide-one', { keeper: 8, version })
    expect(again).toMatchObject({ status: 200, decision: first.decision })
    const { decision: waiting } = await send('decide-two', {
      until: '9999-12-31',
      version: again.decision.version,
    })
    expect(await send('decide-one', { keeper: 8, version })).toMatchObject({
      status: 409,
      error: { details: { changed: 'decision', decision: { until: '9999-12-31' } } },
    })
    expect(await send('decide-two', { until: '9999-12-31', version })).toMatchObject({
      status: 200,
      decision: waiting,
    })
    const undo = () => ask('DELETE', `${path}/s7/decision?version=${waiting.version}`, undefined, 'take-back')
    expect((await undo()).status).toBe(200)
    expect(await undo()).toMatchObject({ status: 200, decision: { saidAt: null } })
    expect((await send('decide-two', { until: '9999-12-31', version })).status).toBe(409)
    await send('decide-tri', { until: 'change', version })
    expect((await undo()).status).toBe(409)
    expect(await decision('s7')).toMatchObject({ until: 'change' })
    await ask('DELETE', `${path}/s7/decision`)
  })

  test('is known by an id that is plain and not too long', async () => {
    for (const key of ['short', 'x'.repeat(101), 'a b c d e f'])
      expect(await put(key, 'DUPLICATE')).toMatchObject({
        status: 400,
        error: { details: { field: 'Idempotency-Key' } },
      })
    expect(await verdict()).toBe(null)
  })

  test('is remembered for a week', async () => {
    await put('write-old', 'DUPLICATE')
    const kept = () => pool.query(`SELECT FROM writes WHERE id LIKE 'write-old %'`)
    expect((await kept()).rowCount).toBe(1)
    await pool.query(`UPDATE writes SET done_at = now() - interval '8 days' WHERE id LIKE 'write-old %'`)
    await put('write-new', 'DUPLICATE')
    expect((await kept()).rowCount).toBe(0)
    await ask('DELETE', verdictPath)
  })
})

test('a set all of whose pull requests are gone stays listed as closed, until one is opened again', async () => {
  const closed = (query = '') => ask('GET', `${path}?decision=closed${query}`)
  await list({ 1: { state: 'MERGED' }, 2: { state: 'CLOSED' }, 3: { state: 'CLOSED' } })
  // Before the next comparison it is a set still, and counted where open ones are asked for.
  expect((await ask('GET', `${path}?decision=open&state=OPEN`)).decisions).toMatchObject({
    open: 3,
    closed: 2,
  })
  expect(await listed('closed')).toEqual(['s1', 's3'])

  await compare(pairs.filter(([a]) => a !== 1).map(edge))
  const { items, ended, decisions } = await closed()
  expect(items.map(({ id }: { id: string }) => id)).toEqual(['s3'])
  expect(ended).toMatchObject([
    {
      id: 's1',
      members: [
        { number: 1, title: 'Title 1', author: 'ann', state: 'MERGED' },
        { number: 2, state: 'CLOSED' },
      ],
    },
  ])
  expect(decisions.closed).toBe(2)
  // Its category is not known any more, so it is in no narrower list.
  expect(await closed('&category=SAME_CHANGE')).toMatchObject({ ended: [], decisions: { closed: 1 } })
  expect((await ask('GET', path)).ended).toEqual([])

  // What went while its pull requests were open, by a verdict, does not end when they are closed later.
  await pool.query(`UPDATE pull_requests SET closed_at = now() + interval '1 hour' WHERE number = 2`)
  expect(await closed()).toMatchObject({ ended: [], decisions: { closed: 1 } })
  // One that was resolved otherwise has not ended: its pull requests are open.
  await list()
  expect(await closed()).toMatchObject({ ended: [], decisions: { closed: 0 } })
  await compare(pairs.map(edge))
  expect((await decision('s1')).state).toBe('open')
})

test('what is put off waits for its day, or for a change', async () => {
  await decide('s1', { until: '9999-12-31' })
  await decide('s3', { until: 'change' })
  expect(await listed('waiting')).toEqual(['s1', 's3'])
  await list({ 1: { headSha: 'e'.repeat(40) }, 3: { headSha: 'e'.repeat(40) } })
  expect(await listed('waiting')).toEqual(['s1'])
  expect((await decision('s1')).until).toBe('9999-12-31')
  await pool.query(`UPDATE set_decisions SET until = now() - interval '1 second' WHERE until IS NOT NULL`)
  expect(await listed('waiting')).toEqual([])
  // Putting off is no decision.
  expect((await ask('GET', path)).decidedAt).toEqual([])
  await list()
  for (const id of ['s1', 's3']) await ask('DELETE', `${path}/${id}/decision`)
})

test('verdicts on all pairs of a set decide it, and taking one back opens it again', async () => {
  await say(9, 10, { verdict: 'DUPLICATE' })
  expect((await decision('s9')).state).toBe('open')
  await say(9, 11, { verdict: 'COMPETING' })
  expect(await decision('s9')).toMatchObject({ state: 'decided', keeper: 9, byWords: true })
  // An earlier try may have ended when the verdict was gone, and nothing else was done yet.
  await deleteVerdict(pool, repositoryId, 9, 11, null)
  expect((await decision('s9')).state).toBe('decided')
  await say(9, 11, null)
  expect((await decision('s9')).state).toBe('open')
  // A verdict that takes the last one out that has none.
  await say(9, 11, { verdict: 'NOT_RELATED' })
  expect(await decision('s9')).toMatchObject({ state: 'decided', keeper: 9 })
  // A verdict that leaves nothing of a set is a decision of today all the same.
  const before = (await ask('GET', path)).decidedAt.length
  await say(1, 2, { verdict: 'NOT_RELATED' })
  expect((await ask('GET', `${path}/s1`)).status).toBe(404)
  expect((await ask('GET', path)).decidedAt).toHaveLength(before + 1)
  await say(1, 2, null)
  expect((await decision('s1')).state).toBe('open')
  for (const b of [10, 11]) await say(9, b, null)
})

test('a verdict does not replace one that its sender has not seen', async () => {
  expect(await say(1, 2, { verdict: 'DUPLICATE', seen: 'NONE' })).toMatchObject({ status: 200, stood: false })
  expect(await say(1, 2, { verdict: 'NOT_RELATED', seen: 'NONE' })).toMatchObject({
    status: 409,
    error: { message: expect.stringContaining('judged this pair in the meantime: a duplicate') },
  })
  const same = await say(1, 2, { verdict: 'DUPLICATE', seen: 'NONE' })
  expect(same).toMatchObject({ status: 200, stood: true, verdict: { verdict: 'DUPLICATE' } })
  expect((await say(1, 2, { verdict: 'DUPLICATE', seen: 'DUPLICATE' })).stood).toBe(false)
  expect((await say(1, 2, { verdict: 'COMPETING', seen: 'DUPLICATE' })).status).toBe(200)
  const pair = '/api/repos/acme/gateway/pairs/1/2/verdict'
  expect((await ask('DELETE', `${pair}?seen=DUPLICATE`)).status).toBe(409)
  expect((await ask('DELETE', `${pair}?seen=COMPETING`)).verdict).toBeNull()
  expect((await ask('DELETE', `${pair}?seen=COMPETING`)).status).toBe(200)
  await say(1, 2, null)
})

test.each([
  [{}, 400, 'keeper: expected a member of the set, or until'],
  [{ keeper: 5 }, 400, 'keeper: expected a member of the set'],
  [{ keeper: 1.5 }, 400, 'keeper: expected a pull request number'],
  [{ until: '2026-02-30' }, 400, 'until: expected a day to come'],
  [{ until: '2020-01-01' }, 400, 'until: expected a day to come'],
  [{ until: 'never' }, 400, 'until: expected a day to come'],
  [{ keeper: 1, version: 'x' }, 400, 'version: expected the version'],
  [{ keeper: 1, by: 'me' }, 400, 'by is not known here'],
])('%j is %d: %s', async (body, status, message) => {
  const answer = await decide('s1', body)
  expect(answer.status).toBe(status)
  expect(answer.error.message).toContain(message)
})

test('writing needs the token where reading needs none, and a set that is there', async () => {
  expect((await ask('PUT', `${path}/s1/decision`, { keeper: 1 }, undefined, 'wrong')).status).toBe(401)
  expect((await ask('DELETE', `${path}/s1/decision`, undefined, undefined, 'wrong')).status).toBe(401)
  expect((await decide('s99', { keeper: 1 })).status).toBe(404)
  expect((await ask('GET', `${path}?decision=maybe`)).error.message).toContain(
    'decision: expected one of open',
  )
})

test('a repository has a comment of its own for what is closed, which is checked and not overwritten unseen', async () => {
  const comment = '/api/repos/acme/gateway/close-comment'
  expect((await ask('GET', comment)).template).toBeNull()
  const template = 'Sorry {author}: {keeper}.'
  expect(await ask('PUT', comment, { template, seen: null })).toMatchObject({ status: 200, template })
  expect((await ask('GET', `${path}/s1`)).closeComment).toBe(template)
  const stale = await ask('PUT', comment, { template: '{keeper}', seen: null })
  expect(stale).toMatchObject({ status: 409, error: { details: { template } } })
  expect((await ask('PUT', comment, { template: '{keeper}', seen: 'another' })).status).toBe(409)
  expect((await ask('PUT', comment, { template: '{keeper} {titel}' })).error.message).toContain('"{titel}"')
  expect((await ask('PUT', comment, { template }, undefined, 'wrong')).status).toBe(401)
  expect((await ask('PUT', comment, { template: '{keeper}!', seen: template })).template).toBe('{keeper}!')
  expect((await ask('DELETE', comment)).template).toBeNull()
  expect((await ask('PUT', comment, { template, seen: 'gone meanwhile' })).status).toBe(409)
})
