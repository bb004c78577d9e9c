import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { finishWhatIf, insertTriedMerges } from '../postgres/what-ifs.ts'
import { whatIfKey } from '../queue/what-if.ts'
import { buildCheckedApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'

const now = new Date('2026-11-26T12:00:00Z')
const token = 'dashboard-0123456789abcdef'
let database: TestDatabase
let pool: Pool
let handle: Awaited<ReturnType<typeof buildCheckedApi>>

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const ports = readingPorts(pool, {
    DASHBOARD_TOKEN: token,
    DASHBOARD_PUBLIC: 'true',
    PUBLIC_URL: 'https://triage.example.org',
    NODE_ENV: 'production',
  })
  handle = await buildCheckedApi({ ...ports, now: () => now })
  for (const [name, isPrivate] of [
    ['shop', false],
    ['secret', true],
    ['empty', false],
  ] as const) {
    const facts = { owner: 'acme', name, defaultBranch: 'main', private: isPrivate, url: null }
    await upsertRepository(pool, facts)
  }
  const title = '`](https://evil.example) <img src=x onerror=alert(1)> @octocat |\n# no heading\u202e'
  const id = `(SELECT id FROM repositories WHERE name = 'shop')`
  await pool.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, url, head_sha, created_at, updated_at, closed_at)
     SELECT ${id}, n, $1, '', CASE WHEN n IN (4, 5, 9) THEN 'CLOSED' ELSE 'OPEN' END, false,
       CASE WHEN n = 2 THEN 'https://github.com/acme/shop/pull/2)[x](https://evil.example' ELSE 'https://github.com/acme/shop/pull/' || n END,
       lpad(n::text, 40, '0'), '2026-10-01', '2026-11-20',
       CASE WHEN n IN (4, 5) THEN timestamptz '2026-11-22' WHEN n = 9 THEN '2026-05-01' END FROM generate_series(1, 12) n`,
    [title],
  )
  await pool.query(`UPDATE pull_requests SET landed_sha = $1, landed_at = '2026-11-20' WHERE number = 12`, [
    'c'.repeat(40),
  ])
  await pool.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original, first_seen_at)
     SELECT ${id}, v.id, 'SAME_CHANGE', 0.9, v.original, v.at::timestamptz FROM (VALUES
       ('old', 1, '2026-10-02'), ('new', 6, '2026-11-24'), ('done', 4, '2026-11-02'), ('history', 9, '2026-11-25'),
       ('decided', 10, '2026-09-02')) AS v (id, original, at)`,
  )
  await pool.query(
    `INSERT INTO duplicate_set_members (repository_id, set_id, number, role)
     SELECT ${id}, v.id, v.number, 'duplicate' FROM (VALUES ('old', 1), ('old', 2), ('new', 6), ('new', 7), ('done', 4), ('done', 5),
       ('history', 9), ('history', 3), ('decided', 10), ('decided', 11)) AS v (id, number)`,
  )
  await pool.query(
    `INSERT INTO past_sets (repository_id, id, members, first_seen_at, ended_at)
     SELECT ${id}, v.id, '{3,8}', '2026-11-01', v.at::timestamptz FROM (VALUES ('gone', '2026-11-21'), ('longago', '2026-11-10')) AS v (id, at)`,
  )
  await pool.query(
    `INSERT INTO verdicts (repository_id, a, b, verdict, a_content, b_content, claimed, said_at)
     SELECT ${id}, v.a, v.b, v.verdict, '', '', v.claimed::jsonb, v.at::timestamptz FROM (VALUES
       (10, 11, 'DUPLICATE', '{"category":"SAME_CHANGE","relation":null,"score":0.9}', '2026-11-23'),
       (3, 8, 'NOT_RELATED', '{"category":"SAME_CHANGE","relation":null,"score":0.9}', '2026-11-21'),
       (1, 9, 'RELATED', NULL, '2026-11-25'),
       (1, 3, 'DUPLICATE', NULL, '2026-11-01')) AS v (a, b, verdict, claimed, at)`,
  )
})
// Of ten open ones, three close an issue, and one set was put off.
beforeAll(async () => {
  const id = `(SELECT id FROM repositories WHERE name = 'shop')`
  await pool.query(
    `INSERT INTO issue_links (repository_id, number, issue, closes) SELECT ${id}, n, 77, n <> 3 FROM generate_series(1, 4) n`,
  )
  await pool.query(
    `INSERT INTO issues (repository_id, number, title, state) VALUES (${id}, 77, $1, 'OPEN')`,
    ['](https://evil.example)`|'],
  )
  await pool.query(
    `INSERT INTO set_decisions (repository_id, set_id, waits, said_at) VALUES (${id}, 'new', true, '2026-11-25')`,
  )
})
afterAll(async () => {
  await pool?.end()
  await database?.close()
})

async function read(path: string, authorization?: string) {
  const headers = authorization === undefined ? {} : { authorization: `Bearer ${authorization}` }
  const response = await handle(new Request(`http://localhost/api/repos/acme/${path}`, { headers }))
  return { response, text: await response.text() }
}

test('the report counts what is new, resolved and undecided, what has landed, and how often a maintainer agreed', async () => {
  const { response, text } = await read('shop/report.md')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(text).toContain(
    '# Duplicates in [`acme/shop`](https://triage.example.org/acme/shop)\n\nFrom 2026-11-19 12:00 to',
  )
  for (const row of [
    '| New sets | 1 |',
    '| Resolved sets | 2 |',
    '| Sets with something to decide | 3 |',
    '| of these, undecided | 1 |',
    '| Issues with several pull requests | 1 |',
    '| Sets with a keeper chosen, or put off | 1 |',
    '| Landed, can be closed | 1 |',
    '| Pairs judged by maintainers | 3 |',
  ])
    expect(text).toContain(row)
  expect(text).toContain(
    '- [#7 does what #6 does](https://triage.example.org/acme/shop/sets/new) (since 2026-11-24)',
  )
  expect(text.split('## Oldest undecided')[1]).toContain('sets/old')
  expect(text).toMatch(/^- \[#77\]\(https:\/\/triage.example.org\/acme\/shop\/issues\/77\) .*: #1, #2$/m)
  expect(text).toContain('- sets put off: 1')
  expect(text).toContain(
    '- 2026-11-22: #4 closed, #5 closed\n  known since 2026-11-02\n- 2026-11-21: #3 open, #8 open',
  )
  expect(text).toContain('The default branch has had this change since 2026-11-20 (ccccccc)')
  expect(text).toContain('ClawTriage agreed with maintainers on 1 of 2 pairs (')
  expect((await read('shop/report.md?since=2026-11-01')).text).toContain('| Resolved sets | 3 |')
  expect((await read('empty/report.md')).text).toContain('It has not been scanned yet.')
})

test("strangers' titles and addresses are nothing but text", async () => {
  const { text } = await read('shop/report.md')
  const titles = text.split('\n').filter((line) => line.includes('evil.example'))
  expect(titles.length).toBeGreaterThan(4)
  // All of it stands between one pair of backticks.
  for (const line of titles) expect(line.split('`')).toHaveLength(3)
  expect(text).not.toMatch(/^# no heading|\u202e/m)
  expect(text).not.toContain('[x](')
  expect(text).toContain('  - #2 `')
})

test('a time that is none is one clear line, and a private repository is not shown', async () => {
  for (const since of ['7', '99d', '2026-02-30', 'x%00', '']) {
    const { response, text } = await read(`shop/report.md?since=${since}`)
    expect(response.status).toBe(400)
    expect(JSON.parse(text).error.message).toBe(
      'since: expected 24h, 7d, 2w or a day such as 2026-11-01 (UTC), at most 90 days ago',
    )
  }
  expect((await read('secret/report.md')).response.status).toBe(404)
  expect((await read('secret/report.md', token)).response.status).toBe(200)
  expect((await read('secret/duplicate-sets/x/what-if')).response.status).toBe(404)
  expect((await read('shop/duplicate-sets/none/what-if')).response.status).toBe(404)
})

test('what merging members comes to is answered as it is described, to those who may see the repository', async () => {
  const path = 'duplicate-sets/old/what-if'
  const first = JSON.parse((await read(`shop/${path}`)).text)
  expect(first).toMatchObject({ state: 'computing', branch: 'main', pulls: [] })
  const heads = [1, 2].map((number) => ({ number, headSha: String(number).padStart(40, '0') }))
  const [a, b] = heads.map(({ headSha }) => headSha)
  const { rows } = await pool.query(`SELECT id FROM repositories WHERE name = 'shop'`)
  const tip = 'd'.repeat(40)
  const clean = { outcome: 'CLEAN' as const, files: [], fileCount: 0, reason: null }
  await insertTriedMerges(pool, rows[0].id, tip, [
    { after: null, head: a!, ...clean },
    { after: null, head: b!, ...clean },
    { after: a!, head: b!, ...clean, outcome: 'CONFLICT', files: ['src/a.ts'], fileCount: 1 },
    { after: b!, head: a!, ...clean, outcome: 'UNKNOWN', reason: 'it takes too long' },
  ])
  await finishWhatIf(pool, rows[0].id, whatIfKey({ branch: null, pulls: heads }), { tip })
  expect(JSON.parse((await read(`shop/${path}`)).text)).toMatchObject({
    state: 'ready',
    tip,
    pulls: [{ number: 1, outcome: 'CLEAN' }, { number: 2 }],
    pairs: [
      { after: 1, number: 2, outcome: 'CONFLICT', files: ['src/a.ts'] },
      { after: 2, number: 1, outcome: 'UNKNOWN', reason: 'it takes too long' },
    ],
  })
})
