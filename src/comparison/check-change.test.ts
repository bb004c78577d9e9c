import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCandidates } from '../postgres/read-pulls.ts'
import { findRepository } from '../postgres/read-repositories.ts'
import { upsertSeparateLines } from '../postgres/separate-lines.ts'
import { type GitHubScans, openGitHubScans } from '../testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { wordFacts } from '../words/pair-reasons.ts'
import { type ChangeChecks, openChangeChecks } from './check-change.ts'
import { keepHeads } from './kept-heads.ts'

let database: TestDatabase
let server: TestRedis
let scans: GitHubScans
let checks: ChangeChecks
let id = 0

const signal = new AbortController().signal
const question = { patch: null, paths: [], title: '', body: '', base: 'main', repository: 'acme/shop' }
const kinds = ['honey', 'wax', 'brood', 'nectar', 'pollen', 'swarm', 'queen', 'drone']
const file = (kind: string, inner: string) =>
  `export class ${kind} {\n  begin() {\n    return this.${kind}Start\n  }\n\n${inner}\n  end() {\n    return this.${kind}End\n  }\n}\n`
const before = (kind: string) => `  ${kind}Weigh(comb) {\n    return comb.${kind}\n  }\n`
const after = (kind: string, more: string) =>
  `  ${kind}Weigh(comb) {\n    const ${kind}Scale = this.scales.find(${kind}Tare)\n    if (${kind}Scale === undefined) throw new ${kind}Missing(comb.${kind})\n    return ${kind}Scale.weigh(comb.${kind}${more})\n  }\n`

beforeAll(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  scans = await openGitHubScans({ databaseUrl: database.url, redisUrl: server.url })
  const { git, shop, clock } = scans
  const root = git.commit({
    files: Object.fromEntries(kinds.map((kind) => [`src/${kind}.ts`, file(kind, before(kind))])),
  })
  const make = (kind: string, more: string, title: string, author: string) => ({
    title,
    author,
    mark: git.commit({
      parents: [root],
      message: `${title}\n`,
      author: `${author} <${author}@people.example>`,
      files: { [`src/${kind}.ts`]: file(kind, after(kind, more)) },
    }),
  })
  // Of each kind two or three that do the same, by different people, in different words.
  const planned = kinds.flatMap((kind, at) => [
    make(kind, '', `Weigh ${kind} on a scale (fixes #${900 + at})`, `ada${at}`),
    make(kind, at % 2 ? ', comb.count' : '', `${kind}: use the scales`, `bela${at}`),
    ...(at % 3 === 0
      ? [make(kind, ', 2', `Do not guess what ${kind} weighs, closes #${900 + at}`, `cato${at}`)]
      : []),
  ])
  git.ref('refs/heads/main', root)
  await git.write()
  await shop.pushBranch('main', git.sha(root))
  await shop.openPulls(
    planned.map(({ mark, title, author }, at) => ({
      head: git.sha(mark),
      title,
      author,
      createdAt: new Date(clock.now + at * 60_000),
    })),
  )
  clock.now += 3_600_000
  expect((await scans.scan('first')).row).toMatchObject({ state: 'done', failed: 0 })
  id = (await findRepository(scans.pool, 'acme', 'shop'))!.id
  checks = openChangeChecks(scans.pool)
})
afterAll(async () => {
  await scans?.close()
  await Promise.all([database.close(), server.close()])
})

const diffOf = (number: number) => scans.git.git('diff', 'main', `refs/pull/${number}/head`)
const numbers = async () =>
  (await scans.pool.query<{ number: number }>('SELECT number FROM pull_requests ORDER BY number')).rows.map(
    ({ number }) => number,
  )

test('a check of a pull request’s own diff finds it, and what the scan found for it', async () => {
  let compared = 0
  for (const number of await numbers()) {
    const { matches } = await checks.check(id, { ...question, patch: await diffOf(number) }, signal)
    const found = new Map(matches.map((match) => [match.number, match]))
    expect(found.get(number), `#${number}`).toMatchObject({
      category: 'SAME_CHANGE',
      containment: { ofYours: 1 },
    })
    for (const { pull, edge } of await readCandidates(scans.pool, id, number, { after: null, limit: 3 })) {
      expect(found.get(pull.number)?.category, `#${number} and #${pull.number}`).toBe(edge.category)
      compared++
    }
  }
  expect(compared).toBeGreaterThan(kinds.length)
})

test('a change that is not proposed yet is told which has all of it, and which is contained in it', async () => {
  const mine = await diffOf(1)
  const [added] = /\+ {4}const .*\n/.exec(mine)!
  const larger = mine
    .replace(/@@ -(\d+),(\d+) \+(\d+),(\d+) @@/, (_, a, b, c, d) => `@@ -${a},${b} +${c},${Number(d) + 1} @@`)
    .replace(added, `${added}+    this.keeper.tell(comb.honeyDrawer, this.weather)\n`)
  const { matches, compared } = await checks.check(id, { ...question, patch: larger }, signal)
  // Two did the same.
  expect(
    matches
      .map(({ number }) => number)
      .slice(0, 2)
      .sort(),
  ).toEqual([1, 2])
  for (const match of matches.slice(0, 2)) {
    expect(match).toMatchObject({ relation: null, containment: { ofTheirs: 1 } })
    expect(match.containment.ofYours).toBeLessThan(1)
    expect(wordFacts(match.facts).join('\n')).toContain(`your change contains all of #${match.number}`)
    expect(match.sharedLines.count).toBeGreaterThan(2)
  }
  const open = (await numbers()).length
  expect(compared).toMatchObject({ open, of: open, closed: 0 })
  expect(compared.ageSeconds).not.toBeNull()
})

test('one issue closed is a lead even where the code differs', async () => {
  const patch =
    'diff --git a/lib/other.ts b/lib/other.ts\nnew file mode 100644\n--- /dev/null\n+++ b/lib/other.ts\n@@ -0,0 +1 @@\n+somethingElseAltogether()\n'
  const { matches } = await checks.check(id, { ...question, patch, title: 'Fixes #900' }, signal)
  expect(matches.map(({ number }) => number)).toEqual([1, 3])
  expect(wordFacts(matches[0]!.facts)).toContain('both close #900')
  expect((await checks.check(id, { ...question, patch }, signal)).matches).toEqual([])
})

test('before there is code its paths and a sentence find what is at work there', async () => {
  const plan = { ...question, paths: ['src/wax.ts'], title: 'Weigh wax with a scale' }
  const { matches } = await checks.check(id, plan, signal)
  expect(matches.map(({ number }) => number)).toContain(4)
  for (const { category, facts } of matches) {
    expect(category).toBe('RELATED')
    expect(facts.length).toBeGreaterThan(0)
  }
  expect(
    (
      await checks.check(
        id,
        { ...question, paths: ['nothing/here.ts'], title: 'Translate the licence' },
        signal,
      )
    ).matches,
  ).toEqual([])
})

test('a change for a line of releases that goes its own way is needed there, whoever proposes it elsewhere', async () => {
  const ask = async (base: string) => {
    const { matches } = await checks.check(id, { ...question, patch: await diffOf(1), base }, signal)
    return matches.find(({ number }) => number === 1)
  }
  expect(await ask('1.x')).toMatchObject({ category: 'SAME_CHANGE', relation: null })
  await upsertSeparateLines(scans.pool, id, { asked: ['1.x'], digest: '', names: ['1.x'] })
  try {
    expect(await ask('1.x')).toMatchObject({ relation: 'BACKPORT' })
    expect(await ask('2.x')).toMatchObject({ category: 'SAME_CHANGE', relation: null })
  } finally {
    await scans.pool.query('DELETE FROM separate_lines')
  }
})

test('questions at once are answered like questions in turn, and leave nothing', async () => {
  const state = async () =>
    (
      await scans.pool.query(
        `SELECT (SELECT count(*) FROM pull_requests) AS pulls, (SELECT count(*) FROM revisions) AS revisions, (SELECT count(*) FROM edges) AS edges`,
      )
    ).rows
  const stored = await state()
  const patches = await Promise.all([1, 4, 7].map(diffOf))
  const inTurn = []
  for (const patch of patches) inTurn.push((await checks.check(id, { ...question, patch }, signal)).matches)
  const atOnce = await Promise.all(patches.map((patch) => checks.check(id, { ...question, patch }, signal)))
  expect(atOnce.map(({ matches }) => matches)).toEqual(inTurn)
  expect(await state()).toEqual(stored)
})

test('a change of another repository is told apart by its files, which are not there; one for another branch is let be', async () => {
  const patch =
    'diff --git a/app/models/user.rb b/app/models/user.rb\n--- a/app/models/user.rb\n+++ b/app/models/user.rb\n@@ -1 +1 @@\n-before\n+after\n'
  await expect(checks.check(id, { ...question, patch }, signal)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message:
      'patch: the file that it changes is not on main of acme/shop (app/models/user.rb): is it of another repository?',
  })
  await expect(checks.check(id, { ...question, patch, base: null }, signal)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect((await checks.check(id, { ...question, patch, base: '1.x' }, signal)).matches).toEqual([])
  const also = patch + (await diffOf(1))
  expect((await checks.check(id, { ...question, patch: also }, signal)).matches).not.toEqual([])
})

test('a change that is on the default branch already is found there, no matter who brought it', async () => {
  const { git, pool, shop, clock } = scans
  const root = git.sha(1)
  const merged = git.commit({
    parents: [1],
    message: 'Keep a diary\n',
    files: { 'src/diary.ts': 'export const diary = []\n', 'src/wax.ts': file('wax', after('wax', '')) },
  })
  await git.write()
  await shop.pushBranch('main', git.sha(merged))
  const patch = await git.git('diff', root, git.sha(merged))
  expect((await checks.check(id, { ...question, patch }, signal)).tip).toBeNull()
  clock.now += 3_600_000
  expect((await scans.scan('second')).row).toMatchObject({ state: 'done' })
  const tip = { sha: git.sha(merged), subject: 'Keep a diary' }
  const short = patch.replace(/^index ([0-9a-f]{7})[0-9a-f]*\.\.([0-9a-f]{7})[0-9a-f]*/gm, 'index $1..$2')
  for (const told of [patch, short])
    expect((await checks.check(id, { ...question, patch: told }, signal)).tip).toMatchObject(tip)
  // A part of it that is not there, or is not told, is not taken for there.
  const more = `${patch}diff --git a/src/other.ts b/src/other.ts\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/src/other.ts\n@@ -0,0 +1 @@\n+x\n`
  expect((await checks.check(id, { ...question, patch: more }, signal)).tip).toBeNull()
  const untold = patch.replace(/^index .*\n/gm, '')
  expect((await checks.check(id, { ...question, patch: untold }, signal)).tip).toBeNull()
  expect(await pool.query('SELECT 1 FROM branch_files')).toMatchObject({ rowCount: 1 })
})

test('what has changed since the last question is known to the next: heads, states, merges', async () => {
  const ask = () => checks.check(id, { ...question, paths: ['src/honey.ts'] }, signal)
  const { open, closed } = (await ask()).compared
  const change = (set: string) =>
    scans.pool.query(`UPDATE pull_requests SET ${set} WHERE repository_id = $1 AND number = 1`, [id])
  await change(`state = 'CLOSED', closed_at = now()`)
  expect((await ask()).compared).toMatchObject({ open: open - 1, closed: closed + 1 })
  await change(`state = 'MERGED', merged_at = now()`)
  await change(`state = 'OPEN', closed_at = NULL, merged_at = NULL`)
  expect((await ask()).compared).toMatchObject({ open, closed })

  const read = keepHeads(scans.pool)
  const first = await read(id)
  expect((await read(id)).heads).toBe(first.heads)
  for (const [set, undo] of [
    [`state = 'CLOSED'`, `state = 'OPEN'`],
    ['merged_at = now()', 'merged_at = NULL'],
  ] as const) {
    const before = (await read(id)).heads
    await change(set)
    const after = (await read(id)).heads
    expect(after, set).not.toBe(before)
    await change(undo)
    expect((await read(id)).heads, undo).toEqual(before)
  }
  const { heads } = await read(id)
  await scans.pool.query(
    `UPDATE revisions SET derived_from = derived_from || 'x' WHERE repository_id = $1 AND number = 2`,
    [id],
  )
  expect((await read(id)).heads).not.toEqual(heads)
})
