import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import { openBloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { listMirrors } from '../git/mirror/cache-limit.ts'
import { openGitHub } from '../github/github.ts'
import { deriveUserAgent } from '../github/user-agent.ts'
import { openLog } from '../log.ts'
import { buildGitRepository, collect, type GitRepository } from '../testing/git-repository.ts'
import { type GitHubModel, type ModelOptions, startGitHubModel } from '../testing/github/github-model.ts'
import type { RepositoryActions } from '../testing/github/repository-actions.ts'
import { readUtf8 } from '../utf8.ts'
import { openGitSource } from './git-source.ts'
import type { PullSource } from './source.ts'

const log = openLog('test', 'silent')
const never = new AbortController().signal
const token = 'ghp_0123456789abcdefghij'
let dataDir: string
const cleanups: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clawtriage-data-'))
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

interface Stage {
  git: GitRepository
  model: GitHubModel
  shop: RepositoryActions
  root: number
  /** Commits each in a pull request of its own. */
  openPulls(count: number): Promise<number[]>
}

async function stage(options: ModelOptions = {}): Promise<Stage> {
  const git = await buildGitRepository()
  cleanups.push(() => git.remove())
  const root = git.commit({ files: { 'src/a.ts': '1\n', 'src/b.ts': 'b\n' } })
  git.ref('refs/heads/main', root)
  await git.write()
  const model = await startGitHubModel({ tokens: [token], ...options })
  cleanups.push(() => model.close())
  const shop = await model.addRepository('Acme', 'shop', git.gitDir)
  return {
    git,
    model,
    shop,
    root,
    async openPulls(count) {
      const heads = Array.from({ length: count }, (_, index) =>
        git.commit({
          parents: [root],
          files: { 'src/a.ts': `change ${index}\n`, [`src/new${index}.ts`]: `${index}\n` },
        }),
      )
      await git.write()
      return shop.openPulls(heads.map((head) => ({ head: git.sha(head) })))
    },
  }
}

function open(
  { model }: Stage,
  given: {
    token?: string
    owner?: string
    name?: string
    cacheMaxBytes?: number
    userAgent?: string
    serverUrl?: string
  } = {},
): PullSource {
  const {
    token: sent = null,
    owner = 'acme',
    name = 'shop',
    cacheMaxBytes = 1e12,
    userAgent = 'tests',
    serverUrl = model.serverUrl,
  } = given
  const list = openGitHub({ apiUrl: model.apiUrl, token: sent, owner, name, log, userAgent })
  return openGitSource({ owner, name, list, dataDir, serverUrl, token: sent, cacheMaxBytes, log, userAgent })
}

async function list(source: PullSource, all = true): Promise<ListedPull[]> {
  return (await collect(source.listPulls({ all }, never))).flat()
}

async function read(source: PullSource, pulls: readonly ListedPull[]): Promise<Map<number, FetchedChange>> {
  const changes = await collect(source.fetchChanges(pulls, never))
  return new Map(changes.map((change) => [change.number, change]))
}

function whole(change: FetchedChange | undefined) {
  if (change === undefined || !change.ok) throw new Error(`not a whole change: ${JSON.stringify(change)}`)
  return { ...change, patch: readUtf8(change.patch) }
}

const changedPaths = (patch: string) =>
  [...patch.matchAll(/^diff --git a\/(\S+) /gm)].map((match) => match[1])
const packs = ({ model }: Stage) => model.requests().filter(({ route }) => route === 'git upload-pack').length
const mirrorDir = () => join(dataDir, 'git', 'acme', 'shop.git')

test('the changes of many pull requests come in a few fetches, and the jobs of one scan share them', async () => {
  const on = await stage()
  await on.openPulls(60)
  const source = open(on)
  const pulls = await list(source)
  const halves = [pulls.slice(0, 30), pulls.slice(30)]
  const [first, second] = await Promise.all(halves.map((half) => read(source, half)))
  const changes = new Map([...first!, ...second!])
  expect(changes.size).toBe(60)
  for (const [number, change] of changes) {
    expect(whole(change).baseSha).toBe(on.git.sha(on.root))
    expect(changedPaths(whole(change).patch)).toEqual(['src/a.ts', `src/new${number - 1}.ts`])
  }
  // Branch, heads, blobs: each asks the server a few times, for any number of pull requests.
  expect(packs(on)).toBeLessThan(10)
  expect(on.model.requests().some(({ authorized }) => authorized)).toBe(false)
})

test('a second scan fetches what is new and nothing else', async () => {
  const on = await stage()
  await on.openPulls(5)
  const before = open(on)
  await read(before, await list(before))
  on.model.forgetRequests()
  const unchanged = open(on)
  expect((await read(unchanged, await list(unchanged))).size).toBe(5)
  const quiet = packs(on)
  expect(quiet).toBeLessThanOrEqual(1)
  on.model.forgetRequests()
  const [number] = await on.openPulls(1)
  const changed = open(on)
  const pulls = (await list(changed)).filter((pull) => pull.number === number)
  expect(changedPaths(whole((await read(changed, pulls)).get(number!)).patch)).toEqual([
    'src/a.ts',
    'src/new0.ts',
  ])
})

test('git and REST say who asks', async () => {
  const on = await stage()
  await on.openPulls(1)
  const userAgent = deriveUserAgent('https://claw.example.org')
  const source = open(on, { userAgent })
  on.model.forgetRequests()
  await read(source, await list(source))
  const agents = new Set(
    on.model
      .requests()
      .map(({ route, userAgent }) => `${route.slice(0, 3)} ${userAgent?.split(' octokit')[0]}`),
  )
  expect([...agents].sort()).toEqual([`GET ${userAgent}`, `git ${userAgent}`])
  expect(userAgent).toMatch(/^clawtriage\/\d+\.\d+\.\d+ \(\+https:\/\/claw\.example\.org\)$/)
})

test('the mirror holds only the blobs of the diffs, and no setting by which git could fetch others by itself', async () => {
  const on = await stage()
  await on.openPulls(1)
  const source = open(on)
  await read(source, await list(source))
  const objects = await on.git.git(
    '--git-dir',
    mirrorDir(),
    'cat-file',
    '--batch-all-objects',
    '--batch-check',
  )
  // src/a.ts before and after, the new file; not src/b.ts, which no one touched.
  expect(objects.match(/ blob /g)).toHaveLength(3)
  expect(await readFile(join(mirrorDir(), 'config'), 'utf8')).not.toMatch(/remote|promisor|partial/i)
})

test("a roll-up's own commits come with the contents that its whole change no longer has", async () => {
  const on = await stage()
  const write = (author: string, parent: number, files: Record<string, string>) =>
    on.git.commit({ parents: [parent], author: `${author} <${author}@users.noreply.github.com>`, files })
  const ada = write('ada', on.root, { ada: '1\n' })
  const own = write('keeper', ada, { 'src/a.ts': 'half\n' })
  const bela = write('bela', own, { bela: '1\n', 'src/a.ts': 'whole\n' })
  await on.git.write()
  const number = await on.shop.openPull({ head: on.git.sha(bela), author: 'keeper' })
  const source = open(on)
  const change = whole((await read(source, await list(source))).get(number))
  expect(changedPaths(change.patch)).toEqual(['ada', 'bela', 'src/a.ts'])
  expect(change.own).toEqual([{ sha: on.git.sha(own), patch: expect.stringContaining('-1\n+half\n') }])
})

test.each(['merge', 'squash', 'rebase'] as const)(
  'one merged by %s is compared with what was there before it',
  async (method) => {
    const on = await stage()
    const one = on.git.commit({ parents: [on.root], files: { one: '1\n' } })
    const two = on.git.commit({ parents: [one], files: { two: '2\n' } })
    await on.git.write()
    const number = await on.shop.openPull({ head: on.git.sha(two) })
    await on.shop.mergePull(number, method)
    const source = open(on)
    const [pull] = await list(source)
    expect(pull!.state).toBe('MERGED')
    const change = whole((await read(source, [pull!])).get(number))
    expect(change.baseSha).toBe(on.git.sha(on.root))
    expect(changedPaths(change.patch)).toEqual(['one', 'two'])
    expect(change.commits.map(({ sha }) => sha)).toEqual([on.git.sha(one), on.git.sha(two)])
  },
)

test('one that came in within another is compared with what was there before both, with and without the commit that GitHub named', async () => {
  const on = await stage()
  const one = on.git.commit({ parents: [on.root], files: { one: '1\n' } })
  const two = on.git.commit({ parents: [one], files: { two: '2\n' } })
  const both = on.git.commit({ parents: [one, two], message: 'Merge two into one\n', files: {} })
  const merge = on.git.commit({ parents: [on.root, both], message: 'Merge one\n', files: {} })
  on.git.ref('refs/heads/main', merge)
  await on.git.write()
  const number = await on.shop.openPull({ head: on.git.sha(two) })
  for (const mergeCommitSha of [null, on.git.sha(merge)]) {
    const source = open(on)
    const pulls = (await list(source)).map((pull) => ({ ...pull, mergeCommitSha }))
    const change = whole((await read(source, pulls)).get(number))
    expect([change.baseSha, changedPaths(change.patch)]).toEqual([on.git.sha(on.root), ['one', 'two']])
  }
})

test('one whose target branch was simply moved to it is compared with where the branch stood', async () => {
  const on = await stage()
  const one = on.git.commit({ parents: [on.root], files: { one: '1\n' } })
  const two = on.git.commit({ parents: [one], files: { two: '2\n' } })
  on.git.ref('refs/heads/main', two)
  await on.git.write()
  const number = await on.shop.openPull({ head: on.git.sha(two) })
  const source = open(on)
  const pulls = (await list(source)).map((pull) => ({ ...pull, mergeCommitSha: on.git.sha(one) }))
  expect(changedPaths(whole((await read(source, pulls)).get(number)).patch)).toEqual(['one', 'two'])
})

test('each is compared with the branch that it targets, with the default branch when that is gone', async () => {
  const on = await stage()
  const next = on.git.commit({ parents: [on.root], files: { next: '1\n' } })
  const head = on.git.commit({ parents: [next], files: { feature: '1\n' } })
  on.git.ref('refs/heads/next', next)
  await on.git.write()
  const [toNext, toMain, toGone] = await on.shop.openPulls([
    { head: on.git.sha(head), base: 'next' },
    { head: on.git.sha(head), base: 'main' },
    { head: on.git.sha(head), base: 'next' },
  ])
  const source = open(on)
  const pulls = (await list(source)).map((pull) =>
    pull.number === toGone ? { ...pull, baseRef: 'deleted-since' } : pull,
  )
  const changes = await read(source, pulls)
  expect(changedPaths(whole(changes.get(toNext!)).patch)).toEqual(['feature'])
  expect(changedPaths(whole(changes.get(toMain!)).patch)).toEqual(['feature', 'next'])
  expect(changedPaths(whole(changes.get(toGone!)).patch)).toEqual(['feature', 'next'])
})

test('a head that moved after the list is had by its id; one that is gone is named, and costs no other', async () => {
  const on = await stage()
  const [moved, gone, still] = await on.openPulls(3)
  const source = open(on)
  const pulls = await list(source)
  const listed = pulls.find(({ number }) => number === moved)!.headSha
  const newer = on.git.commit({ parents: [on.root], files: { newer: '1\n' } })
  await on.git.write()
  await on.shop.push(moved!, on.git.sha(newer))
  await on.git.git('update-ref', '-d', `refs/pull/${gone}/head`)
  const lost = pulls.map((pull) => (pull.number === gone ? { ...pull, headSha: '1'.repeat(40) } : pull))
  const changes = await read(source, lost)
  expect(whole(changes.get(moved!)).headSha).toBe(listed)
  expect(changedPaths(whole(changes.get(moved!)).patch)).toEqual(['src/a.ts', 'src/new0.ts'])
  expect(changes.get(gone!)).toMatchObject({ ok: false, reason: expect.stringContaining('its head is gone') })
  expect(whole(changes.get(still!)).patch).toContain('+change 2')
})

test.each([
  ['without partial clone', { partialClone: false, anySha: true }],
  ['without single objects', { partialClone: true, anySha: false }],
  ['without either', { partialClone: false, anySha: false }],
])('a server %s works too', async (_, abilities) => {
  const on = await stage({ git: abilities })
  await on.openPulls(4)
  const source = open(on)
  const changes = await read(source, await list(source))
  for (const change of changes.values()) expect(changedPaths(whole(change).patch)).toHaveLength(2)
  expect(changes.size).toBe(4)
})

test('a fetch that breaks off is one clear line, and the next one succeeds', async () => {
  const on = await stage()
  await on.openPulls(3)
  const source = open(on)
  const pulls = await list(source)
  const fault = on.model.setFault({ kind: 'truncated' }, { route: 'git upload-pack' })
  const failure = await read(source, pulls).then(
    () => null,
    (error: Error & { code?: string }) => error,
  )
  expect(failure).toMatchObject({ code: 'UNAVAILABLE' })
  expect(failure!.message).toMatch(/^acme\/shop cannot be fetched from 127\.0\.0\.1:\d+: [^\n]+$/)
  fault.clear()
  expect((await read(source, pulls)).size).toBe(3)
})

test('locks that a killed git left are removed', async () => {
  const on = await stage()
  await on.openPulls(1)
  const first = open(on)
  await read(first, await list(first))
  for (const name of [
    'packed-refs.lock',
    'config.lock',
    'refs/pull/2/head.lock',
    'refs/bases/default.lock',
  ]) {
    const path = join(mirrorDir(), name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, '')
    await utimes(path, new Date(0), new Date(0))
  }
  await on.openPulls(1)
  const second = open(on)
  expect((await read(second, await list(second))).size).toBe(2)
  expect((await readdir(mirrorDir(), { recursive: true })).filter((name) => name.endsWith('.lock'))).toEqual(
    [],
  )
})

test('the packs of many fetches become one', async () => {
  const on = await stage()
  const mirror = await openBloblessMirror({
    gitDir: mirrorDir(),
    url: `${on.model.serverUrl}/Acme/shop.git`,
    secretSettings: [],
    log,
    signal: never,
  })
  for (const number of await on.openPulls(22)) {
    await mirror.fetchRefs([`+refs/pull/${number}/head:refs/pull/${number}/head`], never)
    await mirror.fetchObjects(
      [await on.git.git('rev-parse', `refs/pull/${number}/head:src/new${number - 1}.ts`)],
      never,
    )
  }
  const countPacks = async () =>
    (await readdir(join(mirrorDir(), 'objects', 'pack'))).filter((name) => name.endsWith('.pack')).length
  expect(await countPacks()).toBeGreaterThan(40)
  await mirror.tidy(never)
  expect(await countPacks()).toBe(1)
  const source = open(on)
  expect((await read(source, await list(source))).size).toBe(22)
})

test.each([true, false])(
  'a mirror above the limit loses heads and blobs, and works on (blobless: %s)',
  async (blobless) => {
    const on = await stage(blobless ? {} : { git: { partialClone: false, anySha: false } })
    const noise = () => randomBytes(30_000).toString('base64')
    const heads = Array.from({ length: 12 }, (_, at) =>
      on.git.commit({
        parents: [on.root],
        files: { 'src/a.ts': `change ${at}\n`, [`src/big${at}.ts`]: noise() },
      }),
    )
    await on.git.write()
    await on.shop.openPulls(heads.map((head) => ({ head: on.git.sha(head) })))
    const first = open(on, { cacheMaxBytes: 200_000 })
    expect((await read(first, await list(first))).size).toBe(12)
    const [before] = await listMirrors(dataDir)
    expect(before!.bytes).toBeGreaterThan(300_000)
    await first.tidy!(never)
    const [after] = await listMirrors(dataDir)
    expect(after!.bytes).toBeLessThan(200_000)
    expect(await on.git.git('--git-dir', mirrorDir(), 'for-each-ref', '--format=%(refname)')).toMatch(
      /^(?:refs\/bases\/\w+\s?)+$/,
    )
    expect(
      await on.git.git('--git-dir', mirrorDir(), 'fsck', '--connectivity-only').catch(String),
    ).not.toMatch(/missing commit|missing tree/)
    const again = open(on, { cacheMaxBytes: 1e12 })
    const changes = await read(again, await list(again))
    for (const change of changes.values()) expect(changedPaths(whole(change).patch)).toHaveLength(2)
    expect(changes.size).toBe(12)
  },
)

test('mirrors that were not used for long make room first; one that can never fit is removed, and fetched again', async () => {
  const on = await stage()
  await on.openPulls(2)
  const other = join(dataDir, 'git', 'acme', 'old.git')
  const fresh = join(dataDir, 'git', 'acme', 'fresh.git')
  for (const dir of [other, fresh]) {
    await mkdir(dir, { recursive: true })
    await writeFile(join(dir, 'pack'), 'x'.repeat(1_000_000))
  }
  await utimes(other, 1_000, 1_000)
  const names = async () => (await listMirrors(dataDir)).map(({ gitDir }) => basename(gitDir)).sort()
  const first = open(on, { cacheMaxBytes: 1_500_000 })
  await read(first, await list(first))
  await first.tidy!(never)
  expect(await names()).toEqual(['fresh.git', 'shop.git'])
  const second = open(on, { cacheMaxBytes: 1_000 })
  await read(second, await list(second))
  await second.tidy!(never)
  expect(await names()).toEqual(['fresh.git'])
  const third = open(on)
  expect((await read(third, await list(third))).size).toBe(2)
})

test.each([
  [
    'whose packs are cut',
    async () => {
      const folder = join(mirrorDir(), 'objects', 'pack')
      for (const name of await readdir(folder))
        if (name.endsWith('.pack')) {
          await rm(join(folder, name), { force: true })
          await writeFile(join(folder, name), 'PACK')
        }
    },
  ],
  ['without objects', () => rm(join(mirrorDir(), 'objects'), { recursive: true })],
  ['with an empty HEAD', () => truncate(join(mirrorDir(), 'HEAD'))],
  [
    'with refs that lead nowhere',
    () => writeFile(join(mirrorDir(), 'packed-refs'), `${'1'.repeat(40)} refs/pull/9/head\n`),
  ],
])('a mirror %s is mended by itself', async (_, damage) => {
  const on = await stage()
  await on.openPulls(2)
  // Packs, as after a large fetch: the server sends one whole.
  const first = open(on)
  await read(first, await list(first))
  await on.git.git('--git-dir', mirrorDir(), 'repack', '-a', '-d', '-q').catch(() => '')
  await damage()
  const second = open(on)
  const changes = await read(second, await list(second))
  for (const change of changes.values()) expect(changedPaths(whole(change).patch)).toHaveLength(2)
  expect(changes.size).toBe(2)
})

test('a token opens a private repository, and is written nowhere', async () => {
  const on = await stage()
  await on.openPulls(1)
  on.shop.setPrivate(true)
  const source = open(on, { token })
  expect((await read(source, await list(source))).size).toBe(1)
  expect(
    on.model
      .requests()
      .filter(({ route }) => route.startsWith('git'))
      .some(({ authorized }) => authorized),
  ).toBe(true)
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64')
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const content = await readFile(join(entry.parentPath, entry.name), 'latin1')
      expect(content.includes(token) || content.includes(secret)).toBe(false)
    }
})

test('a repository that cannot be had is one line that says what to do', async () => {
  const on = await stage()
  await on.openPulls(1)
  const pulls = await list(open(on))
  on.shop.setPrivate(true)
  const messageOf = (source: PullSource) =>
    read(source, pulls).then(
      () => 'none',
      (error: Error) => error.message,
    )
  expect(await messageOf(open(on))).toMatch(
    /^acme\/shop: no such repository on .*, or it is private: set GITHUB_TOKEN$/,
  )
  const wrong = await messageOf(open(on, { token: 'ghp_wrong0123456789abcd' }))
  expect(wrong).toMatch(/refuses GITHUB_TOKEN for acme\/shop$/)
  expect(wrong).not.toContain('ghp_')
  on.shop.setPrivate(false)
  on.model.setFault({ kind: 'status', status: 429 }, { route: 'git upload-pack refs' })
  await expect(read(open(on), pulls)).rejects.toMatchObject({ name: 'SourceWait' })
})

test('a renamed repository is followed', async () => {
  const on = await stage()
  await on.openPulls(1)
  const pulls = await list(open(on))
  on.model.renameRepository('acme/shop', 'acme/store')
  on.model.forgetRequests()
  expect((await read(open(on, { userAgent: 'claw/1' }), pulls)).size).toBe(1)
  // Our own question where it has gone, too.
  expect(new Set(on.model.requests().map(({ userAgent }) => userAgent))).toEqual(new Set(['claw/1']))
})

test('a redirect to another server is refused, and the token never goes there', async () => {
  const on = await stage()
  await on.openPulls(1)
  const pulls = await list(open(on))
  const heard: { path: string; authorized: boolean }[] = []
  const serve = async (locate: (path: string) => string) => {
    const server = createServer((request, response) => {
      const path = request.url ?? ''
      heard.push({ path, authorized: request.headers.authorization !== undefined })
      response.writeHead(302, { location: locate(path) }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => new Promise((resolve) => server.close(resolve)))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const elsewhere = await serve((path) => `${on.model.serverUrl}${path}`)
  // What would be sent by a client that follows: the other server is on another port, and then on another name of the
  // host.
  for (const target of [elsewhere, elsewhere.replace('127.0.0.1', 'localhost')]) {
    const first = await serve((path) => `${target}${path}`)
    heard.length = 0
    await expect(read(open(on, { token, serverUrl: first }), pulls)).rejects.toThrow(
      `redirects git to ${new URL(target).host}: another server is never sent a token`,
    )
    // git's own question and ours; the other server was asked nothing.
    expect(heard.map(({ authorized }) => authorized)).toEqual([true, true])
  }
  expect(on.model.requests().filter(({ route }) => route.startsWith('git'))).toEqual([])
  const circle = await serve((path) => path)
  await expect(read(open(on, { token, serverUrl: circle }), pulls)).rejects.toThrow('cannot be fetched')
})

test('names that look like options, paths or patterns are never more than names', async () => {
  const on = await stage()
  const [number] = await on.openPulls(1)
  const [pull] = await list(open(on))
  for (const baseRef of [
    '--upload-pack=touch /tmp/pwned',
    '-v',
    '../../etc',
    'a b',
    'refs/heads/*:refs/heads/*',
    '+main',
    'x'.repeat(5_000),
  ]) {
    const changes = await read(open(on), [{ ...pull!, baseRef }])
    expect(changedPaths(whole(changes.get(number!)).patch)).toHaveLength(2)
  }
  for (const headSha of ['--all', 'HEAD', 'main', '']) {
    const changes = await read(open(on), [{ ...pull!, headSha }])
    expect(changes.get(number!)).toMatchObject({ ok: false })
  }
  for (const [owner, name] of [
    ['..', 'shop'],
    ['acme', '..'],
    ['acme', '-x y'],
    ['--upload-pack=x', 'shop'],
    ['a/b', 'shop'],
  ])
    expect(() => open(on, { owner: owner!, name: name! })).toThrow(/is no repository name/)
})
