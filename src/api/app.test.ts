import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reapplyVerdicts } from '../comparison/reapply-verdicts.ts'
import { readConfig } from '../config.ts'
import type { Edge } from '../domain/pair.ts'
import { readStanding } from '../domain/pull-standing.ts'
import { AppError } from '../errors.ts'
import { openLog } from '../log.ts'
import { replaceComparison } from '../postgres/comparison.ts'
import { encodePatch } from '../postgres/patch-codec.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { insertRevisions } from '../postgres/revisions.ts'
import { deleteVerdict, readVerdicts, upsertVerdict } from '../postgres/verdicts.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { changesHere } from '../testing/changes-here.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { algorithmVersion } from '../triage/version.ts'
import { openAccess } from './access.ts'
import type { ApiPorts } from './ports.ts'
import { listen } from './serve.ts'

const dashboardToken = 'dashboard-token-for-tests'
const opsToken = 'ops-token-for-tests-only'
const log = openLog('test', 'silent')
/** The page of a build, as far as it counts here. */
const emptyPage = '<!doctype html><title>page</title><body><claw-app></claw-app></body>'
const host = 'http://localhost'

let database: TestDatabase
let pool: Pool
let folder = ''
let ports: ApiPorts
let handle: (request: Request, socketAddress?: string) => Promise<Response>
let enqueued: string[] = []

const evidence: Edge['evidence'] = {
  facts: [{ kind: 'text', text: 'identical production change in src/a.ts' }],
  shortfall: null,
  sharedProductionPaths: ['src/a.ts'],
  sharedAddedLines: { count: 1, lines: ['x'] },
  sharedRemovedLines: { count: 0, lines: [] },
  sharedSymbols: [],
  sharedTests: [],
  sharedDocs: [],
  sharedIssues: [],
  containment: { aInB: 1, bInA: 1 },
  onlyA: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
  onlyB: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
  first: { number: 1, by: 'opened' },
}
const setCount = 7

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
  folder = mkdtempSync(join(tmpdir(), 'ct-api-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), emptyPage)
  writeFileSync(join(folder, 'secret.txt'), 'not an asset')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'assets/app-1a2b.js.br'), 'compressed')
  writeFileSync(join(folder, 'assets/.env'), 'SECRET=1')
  const repository = await upsertRepository(pool, {
    owner: 'Acme',
    name: 'gateway',
    defaultBranch: 'main',
    private: false,
    url: null,
  })
  const numbers = Array.from({ length: setCount * 2 }, (_, at) => at + 1)
  await upsertPulls(
    pool,
    repository.id,
    numbers.map((number) => ({
      number,
      title: number === 3 ? '100% of_it' : `Title ${number}`,
      body: '',
      author: number % 2 === 0 ? 'ann' : 'bob',
      state: number === 14 ? 'MERGED' : 'OPEN',
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: String(number).padStart(40, '0'),
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
      ...(number === 3 && {
        standing: readStanding({
          node_id: 'PR_3',
          author_association: 'FIRST_TIMER',
          labels: [{ name: 'bug' }],
          assignees: [{ login: 'ann' }],
          auto_merge: { merge_method: 'squash' },
          stack: { number: 2, size: 2, position: 1, base: { ref: 'main' } },
        }),
      }),
    })),
  )
  const edges: Edge[] = numbers
    .filter((number) => number % 2 === 1)
    .map((a) => ({
      a,
      b: a + 1,
      category: a < 8 ? 'SAME_CHANGE' : 'SAME_FEATURE',
      relation: null,
      // Two sets share each score, so that paging has ties to get wrong.
      score: a < 8 ? 0.9 : 0.8,
      signals: { location: 1 },
      evidence,
    }))
  await replaceComparison(pool, repository.id, {
    edges,
    sets: edges.map((edge) => ({
      id: `s${edge.a}`,
      category: edge.category,
      score: edge.score,
      original: edge.a,
      members: [
        { number: edge.a, role: 'original' as const },
        { number: edge.b, role: 'duplicate' as const },
      ],
      edges: [edge],
      alreadyMerged: null,
      strongest: edge,
    })),
    heads: new Map(numbers.map((number) => [number, String(number).padStart(40, '0')])),
    digest: 'made here',
  })
  const config = readConfig({
    DASHBOARD_TOKEN: dashboardToken,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
  })
  ports = {
    config,
    pool,
    access: openAccess(config),
    changes: changesHere(pool),
    reapplyVerdicts: (id) => reapplyVerdicts(pool, id),
    checkHealth: async () => ({ ok: true, checks: { postgres: 'up', redis: 'up', worker: 'up' } }),
    enqueueDelivery: null,
    async acceptScan({ owner, repo, snapshot }) {
      const key = `${owner}/${repo}/${snapshot}`.toLowerCase()
      const created = !enqueued.includes(key)
      enqueued.push(key)
      return { created, jobId: key, jobState: 'waiting' }
    },
    publish: () => {},
    enqueueWhatIf: async () => true,
    events: { subscribe: () => () => {} },
    exportQueues: async () => [],
    log,
    version: '1.2.3',
    now: () => new Date('2026-11-23T08:30:00Z'),
    publicFolder: folder,
  }
  handle = await buildApi(ports)
})
afterAll(async () => {
  await pool.end()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const get = (path: string, headers: Record<string, string> = bearer(dashboardToken)) =>
  handle(new Request(`${host}${path}`, { headers }))
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
const read = async (response: Response): Promise<any> => response.json()
const trigger = (body: unknown, headers: Record<string, string> = {}) =>
  handle(
    new Request(`${host}/api/ops/public-scan`, {
      method: 'POST',
      headers: { ...bearer(opsToken), 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
const sets = '/api/repos/acme/gateway/duplicate-sets'

test('paging through sets with equal scores shows each once, in every order', async () => {
  for (const sort of ['score', 'newest', 'size']) {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await read(
        await get(`${sets}?limit=2&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`),
      )
      seen.push(...page.items.map((set: { id: string }) => set.id))
      cursor = page.nextCursor
    }
    expect(seen).toHaveLength(setCount)
    expect(new Set(seen).size).toBe(setCount)
  }
})

test('filters narrow the sets, and their signs are taken literally', async () => {
  const found = async (query: string) =>
    (await read(await get(`${sets}?${query}`))).items.map((set: { id: string }) => set.id)
  expect(await found('category=SAME_FEATURE')).toEqual(['s11', 's13', 's9'])
  expect(await found('minScore=0.85')).toHaveLength(4)
  expect(await found('state=MERGED')).toEqual(['s13'])
  expect(await found('q=%25')).toEqual(['s3'])
  expect(await found('q=_')).toEqual(['s3'])
  expect(await found('q=%235')).toEqual(['s5'])
  expect(await found('q=src/a.ts')).toHaveLength(setCount)
  expect(await found("q=';DROP TABLE edges;--")).toEqual([])
})

test('that there are no sets is told apart from that nothing was compared', async () => {
  const known = async () => {
    const { openPulls, comparedAt } = await read(await get(`${sets}?q=no-such-set`))
    const [repository] = (await read(await get('/api/repos'))).items
    expect(repository.comparedAt).toBe(comparedAt)
    return { openPulls, comparedAt }
  }
  expect(await known()).toEqual({ openPulls: 13, comparedAt: null })
  await pool.query(
    `INSERT INTO scans (owner, name, snapshot, repository_id, state, source, options, finished_at)
     SELECT owner, name, 'done', id, 'done', 'git', '{}', '2026-11-23T08:00:00Z' FROM repositories`,
  )
  expect(await known()).toEqual({ openPulls: 13, comparedAt: '2026-11-23T08:00:00.000Z' })
  await pool.query(`DELETE FROM scans WHERE snapshot = 'done'`)
})

test('the review queue pages and names each pull request’s best match', async () => {
  const first = await read(await get('/api/repos/acme/gateway/pulls?limit=3&sort=score'))
  expect(first.items[0]).toMatchObject({ number: 8, top: { number: 7, score: 0.9 } })
  const second = await read(
    await get(`/api/repos/acme/gateway/pulls?limit=3&sort=score&cursor=${first.nextCursor}`),
  )
  expect(second.items.map((pull: { number: number }) => pull.number)).toEqual([5, 4, 3])
})

test('a pull request whose best match has another relation than duplication is listed as related', async () => {
  const listed = async (category: string) =>
    (await read(await get(`/api/repos/acme/gateway/pulls?category=${category}`))).items.map(
      (pull: { number: number }) => pull.number,
    )
  expect(await listed('RELATED')).toEqual([])
  await pool.query(`UPDATE edges SET relation = 'STACKED' WHERE a IN (1, 9)`)
  const [same, feature, related] = [
    await listed('SAME_CHANGE'),
    await listed('SAME_FEATURE'),
    await listed('RELATED'),
  ]
  // A pair without a relation comes before a surer one with another.
  await pool.query(
    `INSERT INTO edges SELECT repository_id, 1, 3, a_head_sha, b_head_sha, category, NULL, 0.1, signals, evidence
     FROM edges WHERE a = 1`,
  )
  const sure = await read(await get('/api/repos/acme/gateway/pulls?minScore=0.85'))
  expect(sure.items.every(({ top }: { top: { score: number } }) => top.score >= 0.85)).toBe(true)
  expect(sure.items).not.toEqual([])
  const { items } = await read(await get('/api/repos/acme/gateway/pulls?category=SAME_CHANGE&q=Title%201'))
  await pool.query('DELETE FROM edges WHERE a = 1 AND b = 3')
  await pool.query('UPDATE edges SET relation = NULL')
  expect(same).toEqual([8, 7, 6, 5, 4, 3])
  expect(feature).toEqual([14, 13, 12, 11])
  expect(related).toEqual([10, 9, 2, 1])
  expect(items).toMatchObject([{ number: 1, top: { number: 3, relation: null } }])
})

test.each([
  ['limit=0', 'limit: expected a whole number from 1 to 100'],
  ['limit=ten', 'limit: expected'],
  ['category=SAME', 'category: expected one of SAME_CHANGE'],
  ['minScore=2', 'minScore: expected a number from 0 to 1'],
  ['cursor=nonsense', 'cursor: expected the nextCursor of an earlier answer'],
  ['color=red', 'color is not known here'],
  ['limit=1&limit=2', 'limit is given twice'],
  ['%0d%0ax:1=', '"\\r\\nx:1" is not known here'],
  ['q=%00', 'q: expected'],
])('?%s is 400 and names the field', async (query, message) => {
  const response = await get(`${sets}?${query}`)
  expect(response.status).toBe(400)
  const { error } = await read(response)
  expect(error.code).toBe('BAD_REQUEST')
  expect(error.message).toContain(message)
  expect(error.details.field).toBe(decodeURIComponent(query.split('=')[0]!))
})

test('a pull request says how it stands with its repository; what is unknown is null, and lists say the part that they show', async () => {
  const listed = { authorAssociation: 'FIRST_TIMER', labels: ['bug'] }
  expect(await read(await get('/api/repos/acme/gateway/pulls/3'))).toMatchObject({
    ...listed,
    nodeId: 'PR_3',
    requestedReviewers: null,
    requestedTeams: null,
    assignees: ['ann'],
    autoMerge: 'SQUASH',
    stack: { number: 2, size: 2, position: 1, baseRef: 'main' },
  })
  expect(await read(await get('/api/repos/acme/gateway/pulls/1'))).toMatchObject({
    authorAssociation: null,
    labels: null,
    nodeId: null,
    autoMerge: null,
    stack: null,
  })
  const { items } = await read(await get('/api/repos/acme/gateway/pulls?q=100%25'))
  expect(items[0]).toMatchObject({ number: 3, ...listed })
  expect(items[0]).not.toHaveProperty('nodeId')
  const set = await read(await get('/api/repos/acme/gateway/duplicate-sets/s3'))
  expect(set.members[0]).toMatchObject({ number: 3, ...listed })
})

test('sets are narrowed to what may be decided at once: merged or landed already, contained in another', async () => {
  const ids = async (query: string) =>
    (await read(await get(`${sets}?${query}`))).items.map((set: { id: string }) => set.id)
  expect(await ids('is=merged')).toEqual([])
  await pool.query(`UPDATE pull_requests SET landed_sha = 'c', landed_at = now() WHERE number = 4`)
  await pool.query(
    `UPDATE edges SET evidence = jsonb_set(evidence, '{containment}', '{"aInB": 1, "bInA": 0.4}') WHERE a = 5`,
  )
  const { counts } = await read(await get(`${sets}?is=merged`))
  expect(counts).toMatchObject({ merged: 1, contained: 1, ALL: setCount })
  // Each category under the kind, each kind under the category, and all under neither.
  expect(counts).toMatchObject({ SAME_CHANGE: 1, SAME_FEATURE: 0 })
  const ofFeature = await read(await get(`${sets}?category=SAME_FEATURE`))
  expect(ofFeature.counts).toMatchObject({ merged: 0, contained: 0, SAME_FEATURE: 3, ALL: setCount })
  const ofBoth = await read(await get(`${sets}?category=SAME_CHANGE&is=contained`))
  expect(ofBoth.counts).toMatchObject({ merged: 1, contained: 1, SAME_CHANGE: 1, SAME_FEATURE: 0 })
  expect(await ids('is=merged')).toEqual(['s3'])
  expect(await ids('is=contained')).toEqual(['s5'])
  expect(await ids('is=contained&category=SAME_FEATURE')).toEqual([])
  expect((await get(`${sets}?is=large`)).status).toBe(400)
  expect((await read(await get('/api/repos/acme/gateway/pulls/4'))).landed).toMatchObject({ sha: 'c' })
  await pool.query('UPDATE pull_requests SET landed_sha = NULL, landed_at = NULL')
})

test('the review queue is narrowed to what is merged already: landed, or in a set with a merged one', async () => {
  const merged = async (query = '') =>
    (await read(await get(`/api/repos/acme/gateway/pulls?is=merged${query}`))).items.map(
      (pull: { number: number }) => pull.number,
    )
  expect(await merged()).toEqual([])
  await pool.query(`UPDATE pull_requests SET landed_sha = 'c', landed_at = now() WHERE number = 4`)
  await pool.query(`UPDATE duplicate_sets SET already_merged = 14 WHERE id = 's13'`)
  const found = [await merged(), await merged('&category=SAME_CHANGE'), await merged('&state=MERGED')]
  await pool.query('UPDATE duplicate_sets SET already_merged = NULL')
  await pool.query('UPDATE pull_requests SET landed_sha = NULL, landed_at = NULL')
  expect(found).toEqual([[13, 4], [4], []])
  expect((await get('/api/repos/acme/gateway/pulls?is=contained')).status).toBe(400)
})

test('a cursor of one order is refused by another', async () => {
  const { nextCursor } = await read(await get(`${sets}?limit=1&sort=score`))
  expect((await get(`${sets}?limit=1&sort=size&cursor=${nextCursor}`)).status).toBe(400)
})

test('reading needs the exact token in the exact form, from the header alone', async () => {
  expect((await get('/api/repos?limit=50')).status).toBe(200)
  const refused = [
    {},
    { authorization: `BearerX${dashboardToken}` },
    { authorization: `Bearer  ${dashboardToken}` },
    { authorization: `bearer ${dashboardToken}` },
    { authorization: `Basic ${dashboardToken}` },
    bearer(`${dashboardToken}x`),
    bearer(opsToken),
  ]
  for (const headers of refused) {
    const response = await get('/api/repos', headers as Record<string, string>)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
  }
  for (const name of ['access_token', 'token', 'bearer', '%00'])
    expect((await get(`/api/repos?${name}=${dashboardToken}`, {})).status).toBe(401)
})

test('logging in sets a cookie that no script reads and that opens the dashboard, until it is tampered with', async () => {
  const login = (token: string) =>
    handle(
      new Request(`${host}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      }),
    )
  expect((await login('wrong')).status).toBe(401)
  const header = (await login(dashboardToken)).headers.get('set-cookie')!
  expect(header).toMatch(/HttpOnly; SameSite=Strict/)
  expect(header).not.toContain(dashboardToken)
  const cookie = header.split(';')[0]!
  expect((await get('/api/repos', { cookie })).status).toBe(200)
  const [name, value] = cookie.split('=') as [string, string]
  const [expires, id, signature] = value.split('.') as [string, string, string]
  for (const forged of [
    `${Number(expires) + 1}.${id}.${signature}`,
    `${expires}.${'A'.repeat(22)}.${signature}`,
    `${expires}.${id}.${'A'.repeat(43)}`,
  ])
    expect((await get('/api/repos', { cookie: `${name}=${forged}` })).status).toBe(401)
  const other = (await login(dashboardToken)).headers.get('set-cookie')!.split(';')[0]!
  const logout = await handle(new Request(`${host}/api/session`, { method: 'DELETE', headers: { cookie } }))
  expect(logout.headers.get('set-cookie')).toContain('Max-Age=0')
  expect((await get('/api/repos', { cookie })).status).toBe(401)
  expect((await get('/api/repos', { cookie: other })).status).toBe(200)
  const production = openAccess({
    production: true,
    opsTriggerToken: null,
    dashboardToken,
    dashboardPublic: false,
  })
  for (const cookie of production.openSession(new Request(host), dashboardToken))
    expect(cookie).toContain('; Secure')
})

test('the ops token is given once: its session asks for scans, and opens no page', async () => {
  const login = (token: string, kind: string) =>
    handle(
      new Request(`${host}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, for: kind }),
      }),
      // Wrong tokens are counted by address.
      '192.0.2.52',
    )
  expect((await login(dashboardToken, 'ops')).status).toBe(401)
  expect((await login(opsToken, 'dashboard')).status).toBe(401)
  const [session, sign] = (await login(opsToken, 'ops')).headers.getSetCookie()
  expect(session).toMatch(/^clawtriage_ops=.*; HttpOnly; SameSite=Strict/)
  // What a script may see says nothing but that there is one.
  expect(sign).toMatch(/^clawtriage_ops_open=1; Max-Age=/)
  expect(sign).not.toContain('HttpOnly')
  const cookie = session!.split(';')[0]!
  const asked = () =>
    trigger({ owner: 'acme', repo: 'gateway', snapshot: 'by-cookie' }, { authorization: '', cookie })
  expect((await asked()).status).toBe(202)
  expect((await get('/api/repos', { cookie })).status).toBe(401)
  const swapped = cookie.replace('clawtriage_ops', 'clawtriage_session')
  expect((await get('/api/repos', { cookie: swapped })).status).toBe(401)
  const ended = await handle(new Request(`${host}/api/session`, { method: 'DELETE', headers: { cookie } }))
  expect(ended.headers.getSetCookie()).toHaveLength(4)
  expect((await asked()).status).toBe(401)
})

test('a page of another site changes nothing, and ours does, also behind a proxy that ends TLS', async () => {
  const ask = async (headers: Record<string, string>, publicUrl: string | null = null) => {
    const api = await buildApi({ ...ports, config: { ...ports.config, publicUrl } })
    const methods = [
      ['DELETE', '/api/session'],
      ['PUT', '/api/repos/acme/gateway/pairs/1/2/verdict'],
      ['POST', '/api/ops/public-scan'],
    ] as const
    const statuses = methods.map(async ([method, path]) =>
      api(new Request(`http://claw.example:8080${path}`, { method, headers })).then(({ status }) => status),
    )
    return (await Promise.all(statuses)).join()
  }
  const foreign = '403,403,403'
  for (const origin of [
    'https://evil.example',
    'null',
    'http://claw.example',
    'http://claw.example:8080.evil.example',
  ])
    expect(await ask({ origin }), origin).toBe(foreign)
  expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(foreign)
  expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe(foreign)
  expect(await ask({ origin: 'http://claw.example:8080', 'x-forwarded-proto': 'https' })).toBe(foreign)
  expect(await ask({ origin: 'https://outside.example' }, 'https://inside.example')).toBe(foreign)
  const own = '200,401,401'
  expect(await ask({})).toBe(own)
  expect(await ask({ origin: 'http://claw.example:8080', 'sec-fetch-site': 'same-origin' })).toBe(own)
  expect(await ask({ origin: 'https://claw.example:8080' })).toBe(own)
  expect(await ask({ origin: 'https://outside.example' }, 'https://outside.example')).toBe(own)
  expect(
    (await get('/api/repos', { ...bearer(dashboardToken), origin: 'https://evil.example' })).status,
  ).toBe(200)
})

test('in production without a token reading is not configured; public reading needs none', async () => {
  const open = async (env: Record<string, string>) => {
    const config = readConfig(env)
    const api = await buildApi({ ...ports, config, access: openAccess(config) })
    return (await api(new Request(`${host}/api/repos`))).status
  }
  expect(await open({ NODE_ENV: 'production' })).toBe(503)
  expect(await open({ NODE_ENV: 'production', DASHBOARD_PUBLIC: 'true' })).toBe(200)
  expect(await open({ NODE_ENV: 'production', DASHBOARD_TOKEN: dashboardToken })).toBe(401)
  expect(await open({})).toBe(200)
})

test('a trigger without a snapshot takes the UTC hour, the first one creates, the others find', async () => {
  enqueued = []
  const first = await trigger({ owner: 'Acme', repo: 'gateway' })
  expect(first.status).toBe(202)
  expect(await read(first)).toMatchObject({
    enqueued: true,
    jobId: 'acme/gateway/2026-11-23t08z',
    snapshot: '2026-11-23T08Z',
  })
  const second = await trigger({ owner: 'acme', repo: 'GATEWAY' })
  expect(second.status).toBe(200)
  expect(await read(second)).toMatchObject({ enqueued: false, duplicate: true, state: 'waiting' })
})

test.each([
  [{ owner: 'stranger', repo: 'x' }, 403, 'not in PUBLIC_SCAN_ALLOWED_REPOS'],
  [{ owner: 'acme', repo: 'x', depth: 3 }, 400, 'depth is not known here'],
  [{ owner: 'acme' }, 400, 'repo: expected a repository name'],
  [{ owner: '../x', repo: 'y' }, 400, 'owner: expected a GitHub login'],
  [
    { owner: 'acme', repo: 'x', maxOpenPrs: 100_001 },
    400,
    'maxOpenPrs: expected a whole number from 1 to 100000',
  ],
  [{ owner: 'acme', repo: 'x', maxOpenPrs: 1.5 }, 400, 'maxOpenPrs: expected a whole number'],
  [{ owner: 'acme', repo: 'x', maxOpenPrs: '7' }, 400, 'maxOpenPrs: expected a whole number'],
  [{ owner: 'acme', repo: 12 }, 400, 'repo: expected a repository name'],
  [['acme', 'x'], 400, 'body: expected'],
  [{ owner: 'acme', repo: 'x', snapshot: 'a/b' }, 400, 'snapshot: expected'],
  ['{', 400, 'the body is not JSON'],
  ['null', 400, 'expected'],
  ['['.repeat(8_000) + ']'.repeat(8_000), 400, 'nested deeper than 32 levels'],
  [`"${'x'.repeat(20_000)}"`, 413, 'larger than 16384 bytes'],
])('the trigger %j is answered %i', async (body, status, message) => {
  enqueued = []
  const response = await trigger(body)
  expect(response.status).toBe(status)
  expect((await read(response)).error.message).toContain(message)
  expect(enqueued).toEqual([])
})

test('a trigger is refused before its body is looked at, and with another content type', async () => {
  expect((await trigger('{', { authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await trigger('{}', { 'content-type': 'text/plain' })).status).toBe(415)
})

test('a client that goes away while it sends is no failure of ours', async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error('gone'))
    },
  })
  const headers = { ...bearer(opsToken), 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
  const response = await handle(new Request(`${host}/api/ops/public-scan`, init))
  expect([response.status, (await read(response)).error.message]).toEqual([400, 'the body broke off'])
})

test('two pull requests are laid beside each other, with what the last comparison says of them', async () => {
  const { rows } = await pool.query('SELECT id FROM repositories LIMIT 1')
  const patch = (line: string) =>
    `diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,3 @@\n one\n+shared\n+${line}\n two\n`
  await insertRevisions(
    pool,
    rows[0].id,
    algorithmVersion,
    await Promise.all(
      [1, 2].map(async (number) => ({
        number,
        headSha: String(number).padStart(40, '0'),
        baseSha: null,
        baseAt: null,
        patch: await encodePatch(patch(`only ${number} <b>\u202e`)),
        commits: [{ sha: 'c', message: 'm', authoredAt: '2026-01-02T03:04:05.000Z' }],
        signature: new Uint8Array(),
        derivedFrom: '',
        outcomes: [{ path: 'src/port.ts', blob: null, gone: false, change: 'x' }],
        degraded: null,
      })),
    ),
  )
  const path = '/api/repos/acme/gateway/compare'
  const answer = await read(await get(`${path}/1...2`))
  expect(answer).toMatchObject({
    a: { number: 1, analysis: { firstCommitAt: '2026-01-02T03:04:05.000Z' } },
    b: { number: 2 },
    edge: { a: 1, b: 2, category: 'SAME_CHANGE' },
    deciding: 'production',
    files: [{ path: 'src/a.ts', counts: { shared: 1, onlyA: 1, onlyB: 1 } }],
  })
  expect((await read(await get(`${path}/2...1`))).a.number).toBe(2)
  for (const [pair, status, message] of [
    ['1...1', 400, 'not one twice'],
    ['1..2', 400, 'pair: expected two pull request numbers'],
    ['1...x', 400, 'pair: expected'],
    ['1...999', 404, 'acme/gateway#999 is not known'],
    ['1...3', 404, 'the change of acme/gateway#3 has not been read yet'],
  ] as const) {
    const response = await get(`${path}/${pair}`)
    expect(response.status).toBe(status)
    expect((await read(response)).error.message).toContain(message)
  }
  expect((await get(`${path}/1...2`, {})).status).toBe(401)
})

test('repositories are paged in order of name, each shown once', async () => {
  for (const name of ['b', 'A.c'])
    await upsertRepository(pool, { owner: 'zoo', name, defaultBranch: 'main', private: false, url: null })
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer = await read(await get(`/api/repos?limit=1${cursor && `&cursor=${cursor}`}`))
    seen.push(...answer.items.map(({ owner, name }: { owner: string; name: string }) => `${owner}/${name}`))
    cursor = answer.nextCursor
  }
  expect(seen).toEqual(['Acme/gateway', 'zoo/A.c', 'zoo/b'])
  expect((await get('/api/repos?color=red')).status).toBe(400)
})

test('pull requests are found by number, title, author and a path that they change', async () => {
  const found = async (query: string) =>
    (await read(await get(`/api/repos/acme/gateway/pulls?state=ALL&q=${query}`))).items.map(
      (pull: { number: number }) => pull.number,
    )
  expect(await found('%2314')).toEqual([14])
  expect(await found('of_it')).toEqual([3])
  expect(await found('ann')).toHaveLength(setCount)
  // The test before this has stored the changes of two.
  expect((await found('src/port')).sort()).toEqual([1, 2])
})

test('a maintainer’s verdict outranks the score at once, is taken back without a trace, and is counted', async () => {
  const path = (a: number, b: number) => `/api/repos/acme/gateway/pairs/${a}/${b}/verdict`
  const say = async (method: string, pair: string, body?: unknown, headers = bearer(dashboardToken)) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const all = { ...headers, 'content-type': 'application/json' }
    return handle(new Request(`${host}${pair}`, { method, headers: all, ...init }))
  }
  const setIds = async () =>
    (await read(await get(`${sets}?limit=100`))).items.map(({ id }: { id: string }) => id)
  await pool.query(`UPDATE duplicate_sets SET first_seen_at = '2026-02-03' WHERE id = 's5'`)
  const before = await read(await get(`${sets}?limit=100`))
  const first = await read(await say('PUT', path(6, 5), { verdict: 'NOT_RELATED', note: ' no ' }))
  expect(first).toMatchObject({
    verdict: { verdict: 'NOT_RELATED', note: 'no' },
    edge: { a: 5, b: 6, score: 0, verdict: 'NOT_RELATED', claimed: { category: 'SAME_CHANGE', score: 0.9 } },
    agreement: { said: 1, right: 0 },
  })
  expect(await setIds()).not.toContain('s5')
  const second = await read(await say('PUT', path(5, 6), { verdict: 'DUPLICATE' }))
  expect(second).toMatchObject({
    edge: { category: 'SAME_CHANGE', score: 1 },
    agreement: { said: 1, right: 1 },
  })
  expect(await setIds()).toContain('s5')
  // What comes back is not new to who reads the feed.
  const seen = await pool.query(`SELECT first_seen_at FROM duplicate_sets WHERE id = 's5'`)
  expect(seen.rows[0].first_seen_at).toEqual(new Date('2026-02-03'))
  expect((await pool.query(`SELECT FROM past_sets WHERE id = 's5'`)).rowCount).toBe(0)
  // A pair in which the comparison had found nothing.
  const third = await read(await say('PUT', path(1, 12), { verdict: 'COMPETING' }))
  expect(third).toMatchObject({ edge: { category: 'COMPETING_IMPLEMENTATION', claimed: null } })
  expect((await read(await say('GET', path(1, 12)))).verdict.verdict).toBe('COMPETING')
  for (const [a, b] of [
    [5, 6],
    [1, 12],
    [1, 12],
  ] as const)
    expect(await read(await say('DELETE', path(a, b)))).toMatchObject({
      verdict: null,
      agreement: { said: expect.any(Number) },
    })
  const shown = ({ items }: { items: { id: string; score: number; members: { number: number }[] }[] }) =>
    items.map(({ id, score, members }) => [id, score, members.map(({ number }) => number)])
  expect(shown(await read(await get(`${sets}?limit=100`)))).toEqual(shown(before))
  for (const [pair, body, status] of [
    [path(5, 5), { verdict: 'DUPLICATE' }, 400],
    [path(5, 6), { verdict: 'MAYBE' }, 400],
    [path(5, 6), { verdict: 'DUPLICATE', by: 'me' }, 400],
    [path(5, 999), { verdict: 'DUPLICATE' }, 404],
  ] as const)
    expect((await say('PUT', pair, body)).status).toBe(status)
  expect((await say('PUT', path(5, 6), { verdict: 'DUPLICATE' }, bearer(opsToken))).status).toBe(401)
  expect((await say('PUT', path(5, 6), { verdict: 'DUPLICATE' }, {} as never)).status).toBe(401)
})

test('a verdict is for the changes that it was said of: a push that changes them ends it', async () => {
  const { rows } = await pool.query("SELECT id FROM repositories WHERE name = 'gateway'")
  const id = rows[0].id as number
  await upsertVerdict(pool, id, { a: 7, b: 8, verdict: 'NOT_RELATED' }, null)
  expect(await readVerdicts(pool, id)).toEqual([{ a: 7, b: 8, verdict: 'NOT_RELATED' }])
  await pool.query('UPDATE pull_requests SET head_sha = $1 WHERE number = 8', ['f'.repeat(40)])
  expect(await readVerdicts(pool, id)).toEqual([])
  await pool.query('UPDATE pull_requests SET head_sha = $1 WHERE number = 8', ['8'.padStart(40, '0')])
  await deleteVerdict(pool, id, 7, 8)
})

test('every page has the same content for a program, and new sets are a feed that any text leaves well-formed', async () => {
  const pairs = [
    ['/index.json', '/api/repos'],
    ['/acme/gateway.json?sort=size', `${sets}?sort=size&state=OPEN`],
    ['/acme/gateway/sets/s1.json', `${sets}/s1`],
    ['/acme/gateway/pulls.json?limit=2', '/api/repos/acme/gateway/pulls?limit=2&state=OPEN'],
    ['/acme/gateway/pulls/3.json', '/api/repos/acme/gateway/pulls/3?include=candidates'],
    ['/acme/gateway/scans.json', '/api/repos/acme/gateway/scans'],
    ['/acme/gateway/compare/1...2.json', '/api/repos/acme/gateway/compare/1...2'],
  ] as const
  for (const [page, api] of pairs) expect(await read(await get(page))).toEqual(await read(await get(api)))
  // The page of a pair says how large both are.
  const pair = await read(await get('/acme/gateway/compare/1...2.json'))
  expect([pair.a.channels, pair.b.channels]).toEqual([expect.any(Array), expect.any(Array)])
  const { candidates, ...pull } = await read(await get('/acme/gateway/pulls/3.json'))
  expect(candidates).toEqual(await read(await get('/api/repos/acme/gateway/pulls/3/candidates')))
  expect(candidates.items).toMatchObject([{ pull: { number: 4 }, edge: { a: 3, b: 4 } }])
  expect(pull).toEqual(await read(await get('/api/repos/acme/gateway/pulls/3')))
  for (const query of ['include=heads', 'limit=2'])
    expect((await get(`/acme/gateway/pulls/3.json?${query}`)).status, query).toBe(400)
  expect((await get('/acme/gateway.json', {})).status).toBe(401)
  expect((await get('/acme/gateway.atom', {})).status).toBe(401)
  await pool.query(`UPDATE pull_requests SET title = E'<b>&\u000b\uFFFF "]]>' WHERE number = 1`)
  const feed = await get('/acme/gateway.atom')
  expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const xml = await feed.text()
  await pool.query(`UPDATE pull_requests SET title = 'Title 1' WHERE number = 1`)
  expect(xml.match(/<entry>/g)).toHaveLength(setCount)
  expect(xml).toContain('#1 &lt;b&gt;&amp; \ufffd &quot;]]&gt;')
  expect(xml).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id><title>#2 does what #1 does<\/title>/)
  // Nothing says where everybody could read it.
  expect(xml).not.toContain('<link')
  const asked = (more: Partial<ApiPorts['config']>) =>
    buildApi({ ...ports, config: { ...ports.config, ...more } })
  const publicUrl = 'https://claw.example'
  const here = { headers: bearer(dashboardToken) }
  for (const [more, page] of [
    [{ publicUrl }, null],
    [{ dashboardPublic: true }, null],
    [{ publicUrl, dashboardPublic: true }, `${publicUrl}/acme/gateway`],
  ] as const) {
    const api = await asked(more)
    const entries = await (await api(new Request(`${host}/acme/gateway.atom`, here))).text()
    expect(entries.includes(`<link href="${publicUrl}/acme/gateway/sets/s1"/>`)).toBe(page !== null)
    const set = await read(await api(new Request(`${host}${sets}/s1`, here)))
    expect(set.publicPage).toBe(page)
    // A reader takes nothing for new because the service has another address.
    expect(entries.match(/<id>/g)).toHaveLength(setCount + 1)
    expect(entries.match(/<id>[^<]*/g)).toEqual(xml.match(/<id>[^<]*/g))
  }
})

test('a feed has a token of its own, which opens that feed alone and can be revoked', async () => {
  const base = '/api/repos/acme/gateway/feed-tokens'
  const send = (method: string, path: string, headers: Record<string, string> = bearer(dashboardToken)) =>
    // Wrong tokens are counted by address.
    handle(new Request(`${host}${path}`, { method, headers }), '192.0.2.51')
  for (const headers of [{}, bearer(opsToken)] as Record<string, string>[])
    for (const method of ['GET', 'POST']) expect((await send(method, base, headers)).status).toBe(401)
  const made = await send('POST', base)
  expect(made.status).toBe(201)
  const { id, path, lastUsedAt } = await read(made)
  expect(lastUsedAt).toBeNull()
  expect(path).toMatch(/^\/acme\/gateway\.atom\?token=[\w-]{43}$/)
  expect(path).not.toContain(dashboardToken)
  const token = path.split('=')[1]
  const feed = await send('GET', path, {})
  expect(feed.status).toBe(200)
  expect(await feed.text()).toContain('<entry>')
  // A private one too, since the maker of the token may read it; but nothing else.
  const other = await upsertRepository(pool, {
    owner: 'Acme',
    name: 'second',
    defaultBranch: 'main',
    private: false,
    url: null,
  })
  expect((await send('GET', `/acme/second.atom?token=${token}`, {})).status).toBe(401)
  expect((await send('GET', `/acme/nowhere.atom?token=${token}`, {})).status).toBe(401)
  await pool.query('DELETE FROM repositories WHERE id = $1', [other.id])
  expect((await send('GET', `/acme/gateway.json?token=${token}`, {})).status).toBe(401)
  expect((await send('GET', '/acme/gateway.json', bearer(token))).status).toBe(401)
  const { items } = await read(await send('GET', base))
  expect(items).toEqual([{ id, createdAt: expect.any(String), lastUsedAt: expect.any(String) }])
  const { rows } = await pool.query('SELECT to_jsonb(t) AS row FROM feed_tokens t')
  expect(JSON.stringify(rows)).not.toContain(token)
  expect((await send('DELETE', `${base}/${id}`)).status).toBe(200)
  expect((await send('DELETE', `${base}/${id}`)).status).toBe(404)
  expect((await send('GET', path, {})).status).toBe(401)
})

test('a page is a page even of an oddly named repository', async () => {
  for (const path of ['/vercel/next.js', '/acme/.github/pulls/3', '/acme/gateway/compare/1...2'])
    expect((await get(path, {})).headers.get('content-type')).toContain('text/html')
  for (const path of ['/.env', '/.git/config', '/favicon.ico', '/assets/x.js', '/a b/c.js'])
    expect((await get(path, {})).status).toBe(404)
})

test('unknown addresses are 404, known ones with another method 405, all in JSON', async () => {
  for (const path of ['/api/nope', '/api', '/api/repos/acme/gateway/nope']) {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/json')
  }
  for (const [method, path] of [
    ['DELETE', sets],
    ['PUT', '/api/health'],
    ['GET', '/api/ops/public-scan'],
    ['POST', '/'],
  ]) {
    const response = await handle(new Request(`${host}${path}`, { method, headers: bearer(dashboardToken) }))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBeTruthy()
  }
  expect(await read(await get('/api/repos/acme/other/scans'))).toMatchObject({ error: { code: 'NOT_FOUND' } })
  expect((await get('/api/repos/acme/gateway/pulls/999')).status).toBe(404)
})

test('only the build’s own files are served, with their types, kept for ever; no dotfile, no traversal, no folder', async () => {
  const asset = await get('/assets/app-1a2b.js')
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(await asset.text()).toBe('export {}')
  const compressed = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' })
  expect(compressed.headers.get('content-encoding')).toBe('br')
  expect(await compressed.text()).toBe('compressed')
  expect(
    (await get('/assets/app-1a2b.js', { 'accept-encoding': 'br;q=0' })).headers.get('content-encoding'),
  ).toBeNull()
  for (const path of [
    '/assets/.env',
    '/assets/',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/secret.txt',
    '/.env',
    '/assets/app-1a2b.js%00',
  ])
    expect((await get(path)).status, path).toBe(404)
})

test('a page’s address gets the page, fresh each time, under a strict policy; HEAD gets no body', async () => {
  const page = await get('/acme/gateway/pulls/3', {})
  expect(await page.text()).toContain('<title>page</title>')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  const head = await handle(new Request(`${host}/api/health`, { method: 'HEAD' }))
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
})

test('the queue comes with its first answers for those who may read them, and with no word of them for others', async () => {
  const login = await handle(
    new Request(`${host}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: dashboardToken }),
    }),
  )
  const cookie = login.headers.get('set-cookie')!.split(';')[0]!
  const page = await get('/Acme/gateway', { cookie })
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('link')).toBeNull()
  const html = await page.text()
  const json = /<script type="application\/json" id="first-answers">([^<]*)<\/script>/.exec(html)
  const answers = JSON.parse(json![1]!) as Record<
    string,
    { items: { id: string; members: { title: string }[] }[] }
  >
  const [list, ...others] = Object.keys(answers).sort((a, b) => b.length - a.length)
  expect(others).toHaveLength(2)
  expect(answers[list!]).toEqual(await read(await get(list!, { cookie })))
  // The first rows stand there before them, as links.
  const [set] = answers[list!]!.items
  expect(html.indexOf(`href="/Acme/gateway/sets/${set!.id}"`)).toBeGreaterThan(html.indexOf('<claw-app>'))
  expect(html.indexOf(`href="/Acme/gateway/sets/${set!.id}"`)).toBeLessThan(html.indexOf('</claw-app>'))
  const head = await handle(new Request(`${host}/Acme/gateway`, { method: 'HEAD', headers: { cookie } }))
  expect([...head.headers]).toEqual([...page.headers])
  expect(await head.text()).toBe('')
  // Neither a bearer of the page's address, nor a session that was never opened, nor none.
  const strangers: Record<string, string>[] = [
    {},
    { cookie: `${cookie.slice(0, -2)}xx` },
    bearer(dashboardToken),
  ]
  for (const headers of strangers) expect(await (await get('/Acme/gateway', headers)).text()).toBe(emptyPage)
  // From another site a browser sends no cookie: it asks with what it has, beside the script.
  const linked = await get('/Acme/gateway', { cookie, 'sec-fetch-site': 'cross-site' })
  expect(await linked.text()).not.toContain('Title')
  expect(linked.headers.get('link')).toContain(list)
})

test('HEAD of a file ends, however often, and leaves no file open', async () => {
  const openFiles = () => readdirSync('/proc/self/fd').length
  const before = openFiles()
  for (let times = 0; times < 200; times++) {
    const response = await handle(new Request(`${host}/assets/app-1a2b.js`, { method: 'HEAD' }))
    expect([response.status, await response.text()]).toEqual([200, ''])
  }
  await expect.poll(openFiles).toBeLessThan(before + 20)
})

test('the description names every route, and the page that shows it needs no script', async () => {
  const spec = await read(await get('/api/openapi.json', {}))
  expect(Object.keys(spec.paths)).toEqual(
    expect.arrayContaining([
      '/api/health',
      '/api/ops/public-scan',
      '/api/repos/{owner}/{repo}/duplicate-sets',
      '/api/session',
    ]),
  )
  expect(Object.keys(spec.paths).filter((path) => path.endsWith('/'))).toEqual([])
  const parameters = spec.paths['/api/repos/{owner}/{repo}/pulls'].get.parameters
  expect(parameters.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['owner', 'repo', 'limit', 'cursor', 'sort', 'q']),
  )
  for (const { schema } of parameters) expect(schema.description).toMatch(/\w/)
  const docs = await (await get('/api/docs', {})).text()
  expect(docs).toContain('/api/ops/public-scan')
  expect(docs).not.toContain('<script')
})

test('a database that does not answer is 503 with Retry-After; an error of ours shows nothing of itself', async () => {
  const failing = (error: Error) => ({
    ...ports,
    pool: { query: () => Promise.reject(error) } as unknown as Pool,
  })
  const ask = async (error: Error) =>
    (await buildApi(failing(error)))(new Request(`${host}/api/repos`, { headers: bearer(dashboardToken) }))
  const outage = await ask(new Error('Query read timeout'))
  expect(outage.status).toBe(503)
  expect(outage.headers.get('retry-after')).toBe('5')
  const internal = await ask(new AppError('INTERNAL', 'password=hunter2'))
  expect(internal.status).toBe(500)
  expect(await internal.text()).not.toContain('hunter2')
})

test('over a real socket: a body over the limit is refused, a port in use is named, and closing waits for no client for ever', async () => {
  const server = await listen(handle, { host: '127.0.0.1', port: 0, log })
  const url = `http://127.0.0.1:${server.port}`
  const large = await fetch(`${url}/api/ops/public-scan`, {
    method: 'POST',
    headers: { ...bearer(opsToken), 'content-type': 'application/json' },
    body: JSON.stringify({ owner: 'x'.repeat(100_000) }),
  })
  expect(large.status).toBe(413)
  await expect(listen(handle, { host: '127.0.0.1', port: server.port, log })).rejects.toThrow(
    `port ${server.port} is in use`,
  )
  expect((await fetch(`${url}/metrics`)).status).toBe(200)
  expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '8.8.8.8' } })).status).toBe(401)
  await server.close(500)
  await expect(fetch(`${url}/api/health`)).rejects.toThrow()
})

test('on Fly its private network may ask for metrics, and no one through its proxy', async () => {
  const onFly = await buildApi({ ...ports, config: { ...ports.config, behindFly: true } })
  const ask = async (answer: typeof handle, ip: string, headers: Record<string, string> = {}) =>
    (await answer(new Request(`${host}/metrics`, { headers }), ip)).status
  expect(await ask(onFly, 'fdaa:0:1:a7b::3')).toBe(200)
  expect(await ask(onFly, '::ffff:172.19.4.1')).toBe(200)
  expect(await ask(onFly, '172.19.4.1', { 'fly-client-ip': '8.8.8.8' })).toBe(401)
  expect(await ask(onFly, '8.8.8.8')).toBe(401)
  expect(await ask(handle, 'fdaa:0:1:a7b::3')).toBe(401)
})
