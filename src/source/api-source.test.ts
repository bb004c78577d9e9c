import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import { SourceWait } from '../domain/wait.ts'
import { openGitHub } from '../github/github.ts'
import { type GitHubModel, startGitHubModel } from '../testing/github/github-model.ts'
import { createHistory, type History } from '../testing/github/history.ts'
import { checkAgainstOpenApi } from '../testing/github/openapi.ts'
import type { RepositoryActions } from '../testing/github/repository-actions.ts'
import { readGit } from '../testing/github/run-git.ts'
import { readUtf8 } from '../utf8.ts'
import { openApiSource } from './api-source.ts'
import { openGitSource } from './git-source.ts'
import type { PullSource } from './source.ts'

const filesRoute = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files'
const signal = new AbortController().signal
const log = pino({ level: 'silent' })

let history: History
let model: GitHubModel
let repository: RepositoryActions
let source: PullSource
let base: string

const threeLines = 'one\ntwo\nthree\n'

beforeAll(async () => {
  history = await createHistory()
  base = await history.commit({
    branch: 'main',
    files: {
      'a.txt': threeLines,
      'dir/b.txt': threeLines,
      'moved from.txt': threeLines.repeat(5),
      'image.bin': Buffer.from([0, 1, 2, 255]),
      'run.sh': 'true\n',
    },
  })
  await history.commit({
    branch: 'odd',
    from: base,
    files: {
      'a.txt': 'one\n2\nthree',
      'dir/b.txt': null,
      'new "quoted"\nline.txt': '--- a/x\n+++ b/x\n@@ -1 +1 @@\n',
      'grün/日本.txt': 'new\n',
      'moved from.txt': null,
      'moved to.txt': `${threeLines.repeat(5)}more\n`,
      link: { mode: '120000', content: 'a.txt' },
      module: { mode: '160000', content: '1234567890123456789012345678901234567890' },
      'empty.txt': '',
      'latin.txt': Buffer.from('caf\xe9\n', 'latin1'),
    },
  })
  await history.commit({
    branch: 'binary',
    from: base,
    files: { 'image.bin': Buffer.from([0, 9, 9]), 'run.sh': { mode: '100755', content: 'true\n' } },
  })
  await history.commit({ branch: 'main', files: { 'later.txt': 'later\n' } })
})
afterAll(() => history.remove())
beforeEach(async () => {
  model = await startGitHubModel({ tokens: ['token'], checkAnswer: checkAgainstOpenApi() })
  repository = await model.addRepository('octo', 'hello', history.gitDir)
  const github = openGitHub({
    apiUrl: model.apiUrl,
    token: 'token',
    owner: 'octo',
    name: 'hello',
    log,
    retryPauseMs: 1,
  })
  source = openApiSource({ github, log })
})
afterEach(() => model.close())

async function listAll(): Promise<ListedPull[]> {
  const pulls: ListedPull[] = []
  for await (const page of source.listPulls({ all: true }, signal)) pulls.push(...page)
  return pulls
}

async function fetchAll(pulls: readonly ListedPull[]): Promise<FetchedChange[]> {
  const changes: FetchedChange[] = []
  for await (const change of source.fetchChanges(pulls, signal)) changes.push(change)
  return changes
}

async function fetchOnly(): Promise<FetchedChange> {
  const changes = await fetchAll(await listAll())
  expect(changes).toHaveLength(1)
  return changes[0]!
}

/** Without what the API does not tell: blob ids, how similar, and any mode but a plain file's. */
const withoutUntold = (patch: string) =>
  patch
    .replaceAll(/^(?:index|similarity index) .*\n/gm, '')
    .replaceAll(/^(new|deleted) file mode \d+$/gm, '$1 file mode 100644')

test('the change is what git itself says, also of oddly named files', async () => {
  await repository.openPull({ head: 'odd' })
  const change = await fetchOnly()
  const own = await readGit(history.gitDir, ['diff', '--find-renames', base, 'odd'])
  expect(change).toMatchObject({ ok: true, number: 1, baseSha: base, degraded: null })
  expect(change.ok && change.patch).toBe(`${withoutUntold(`${own}\n`)}`)
  expect(change.ok && change.commits).toEqual([
    {
      sha: await readGit(history.gitDir, ['rev-parse', 'odd']),
      message: 'Change',
      authoredAt: '2023-11-14T22:15:20.000Z',
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      parents: 1,
    },
  ])
})

test('a binary file is unknown and named; another mode is not', async () => {
  await repository.openPull({ head: 'binary' })
  expect(await fetchOnly()).toMatchObject({
    ok: true,
    patch: 'diff --git a/image.bin b/image.bin\ndiff --git a/run.sh b/run.sh\n',
    degraded: 'GitHub gives no patch (too large, or binary) for image.bin',
  })
})

test('a large file without patch and a cut patch are named', async () => {
  await repository.openPull({ head: 'odd' })
  repository.setFileLimits({ patchBytes: 30, beyond: 'omit' })
  const omitted = await fetchOnly()
  expect(omitted.ok && omitted.degraded).toMatch(
    /^GitHub gives no patch \(too large, or binary\) for a\.txt, /,
  )
  repository.setFileLimits({ beyond: 'truncate' })
  const cut = await fetchOnly()
  expect(cut.ok && cut.degraded).toMatch(/^GitHub cuts the patch of a\.txt/)
})

test('what the API does not give comes from git; where git cannot be reached, that is tried once and said', async () => {
  await repository.openPulls([{ head: 'odd' }, { head: 'binary' }, { head: 'odd' }])
  repository.setFileLimits({ patchBytes: 30, beyond: 'omit' })
  const dataDir = await mkdtemp(join(tmpdir(), 'ct-api-'))
  try {
    const { apiUrl, serverUrl } = model
    const github = openGitHub({ apiUrl, token: 'token', owner: 'octo', name: 'hello', log, retryPauseMs: 1 })
    const open = (url: string) =>
      openApiSource({
        github,
        git: openGitSource({
          owner: 'octo',
          name: 'hello',
          list: github,
          dataDir,
          serverUrl: url,
          token: null,
          log,
        }),
        log,
      })
    source = open('http://127.0.0.1:9')
    const without = await fetchAll(await listAll())
    expect(without.map((change) => change.ok && change.degraded !== null)).toEqual([true, true, true])
    source = open(serverUrl)
    const filled = await fetchAll(await listAll())
    expect(filled.map((change) => change.ok && change.degraded)).toEqual([null, null, null])
    const own = await readGit(history.gitDir, ['diff', '--find-renames', '--full-index', base, 'odd'])
    expect(filled[0]!.ok && readUtf8(filled[0]!.patch)).toBe(`${own}\n`)
    // A diff that GitHub fails to make is no trouble for git.
    model.setFault({ kind: 'status', status: 422, message: 'too long to generate' }, { url: /pulls\/2\// })
    source = open(serverUrl)
    expect((await fetchAll(await listAll())).map(({ ok }) => ok)).toEqual([true, true, true])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('a pull request that changes nothing has an empty patch', async () => {
  await repository.openPull({ head: base })
  expect(await fetchOnly()).toMatchObject({ ok: true, patch: '', commits: [], baseSha: null, degraded: null })
})

test('250 files are three pages; files beyond the limit of an answer are had in small pages', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 250 }, (_, at) => [`many/${at}.txt`, `line ${at}\n`.repeat(150)]),
  )
  await history.commit({ branch: 'many', from: base, files: many })
  await repository.openPull({ head: 'many' })
  const change = await fetchOnly()
  expect(change.ok && readUtf8(change.patch).match(/^diff --git /gm)).toHaveLength(250)
  expect(model.requests().filter(({ route }) => route === filesRoute)).toHaveLength(3)
  model.forgetRequests()
  repository.setFileLimits({ answerLines: 10_000 })
  const again = await fetchOnly()
  expect(again).toEqual(change)
  // 100 files of 151 lines: the first 67 come, the rest in four small pages; the last page of 50 is whole.
  expect(model.requests().filter(({ route }) => route === filesRoute)).toHaveLength(3 + 2 * 4)
})

test('more than 3,000 files are read as far as GitHub gives them, and said', async () => {
  const many = Object.fromEntries(Array.from({ length: 3_100 }, (_, at) => [`f${at}`, `${at}\n`]))
  await history.commit({ branch: 'huge', from: base, files: many })
  await repository.openPull({ head: 'huge' })
  const change = await fetchOnly()
  expect(change.ok && readUtf8(change.patch).match(/^diff --git /gm)).toHaveLength(3_000)
  expect(change).toMatchObject({ degraded: 'GitHub lists only the first 3000 changed files' })
  expect(model.requests().filter(({ route }) => route === filesRoute)).toHaveLength(30)
})

test('of more than 250 commits the first 250 are read, and the base is not guessed', async () => {
  await history.commit({ branch: 'long', from: base, files: { 'a.txt': 'first\n' } })
  await history.commits(
    Array.from({ length: 260 }, (_, at) => ({ branch: 'long', files: { 'a.txt': `${at}\n` } })),
  )
  await repository.openPull({ head: 'long' })
  const change = await fetchOnly()
  expect(change.ok && change.commits).toHaveLength(250)
  expect(change).toMatchObject({ ok: true, baseSha: null })
})

test('a branch that merged the base into itself has no base that the API tells', async () => {
  await history.commit({ branch: 'merging', from: base, files: { 'a.txt': 'x\n' } })
  await history.commit({ branch: 'merging', merge: ['main'], files: { 'later.txt': 'later\n' } })
  await repository.openPull({ head: 'merging' })
  expect(await fetchOnly()).toMatchObject({ ok: true, baseSha: null, degraded: null })
})

test('a head that moved between the list and the reading is named, not mixed', async () => {
  await repository.openPull({ head: 'odd' })
  const pulls = await listAll()
  await repository.push(1, 'binary')
  expect(await fetchAll(pulls)).toEqual([
    {
      ok: false,
      number: 1,
      headSha: pulls[0]!.headSha,
      reason: 'it got new commits while it was read; the next scan reads them',
    },
  ])
  expect(await fetchOnly()).toMatchObject({ ok: true })
})

test('one pull request that cannot be read fails alone, with its reason', async () => {
  await repository.openPulls([{ head: 'odd' }, { head: 'odd' }, { head: 'odd' }])
  const pulls = await listAll()
  model.setFault(
    { kind: 'status', status: 422, message: 'Sorry, this diff is taking too long to generate.' },
    { url: /pulls\/2\// },
  )
  const changes = await fetchAll(pulls)
  expect(changes.map(({ number, ok }) => [number, ok])).toEqual([
    [3, true],
    [2, false],
    [1, true],
  ])
  expect(changes[1]).toMatchObject({
    reason: 'GitHub cannot give pull request octo/hello#2: Sorry, this diff is taking too long to generate.',
  })
})

test('when nothing can be read any more the whole ends instead of failing one by one', async () => {
  await repository.openPulls(Array.from({ length: 30 }, () => ({ head: 'odd' })))
  const pulls = await listAll()
  model.setFault({ kind: 'reset' })
  await expect(fetchAll(pulls)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('a used-up limit is a wait, after the changes that were still had', async () => {
  await repository.openPulls(Array.from({ length: 10 }, () => ({ head: 'odd' })))
  const pulls = await listAll()
  model.leaveRequests(9, new Date(Date.now() + 600_000))
  const had: number[] = []
  const reading = (async () => {
    for await (const change of source.fetchChanges(pulls, signal)) if (change.ok) had.push(change.number)
  })()
  await expect(reading).rejects.toBeInstanceOf(SourceWait)
  expect(had.length).toBeGreaterThan(0)
  expect(had.length).toBeLessThan(5)
})

test('a caller that has enough leaves no request behind', async () => {
  await repository.openPulls(Array.from({ length: 10 }, () => ({ head: 'odd' })))
  const pulls = await listAll()
  for await (const change of source.fetchChanges(pulls, signal)) {
    expect(change).toMatchObject({ ok: true, number: 10 })
    break
  }
  // What is on its way is given up here, but may still reach the server: so what was sent is counted where it is sent.
  const sent = source.requestCount()
  expect(sent).toBeLessThan(12)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(source.requestCount()).toBe(sent)
  expect(model.requests().length).toBeLessThanOrEqual(sent)
})
