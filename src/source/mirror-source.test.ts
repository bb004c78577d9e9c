import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import { openLog } from '../log.ts'
import { buildGitRepository, collect, type GitRepository } from '../testing/git-repository.ts'
import { readUtf8 } from '../utf8.ts'
import { openMirrorSource } from './mirror-source.ts'
import type { PullSource } from './source.ts'

const log = openLog('test', 'silent')
const never = new AbortController().signal
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function repository(): Promise<GitRepository> {
  const built = await buildGitRepository()
  cleanups.push(() => built.remove())
  return built
}

const open = (dir: string) => openMirrorSource({ dir, owner: 'acme', name: 'shop', log })

async function list(
  source: PullSource,
  options: { all?: boolean; maxOpenPrs?: number } = {},
): Promise<ListedPull[]> {
  return (await collect(source.listPulls({ all: false, ...options }, never))).flat()
}

async function read(source: PullSource, pulls: readonly ListedPull[]): Promise<Map<number, FetchedChange>> {
  const changes = await collect(source.fetchChanges(pulls, never))
  return new Map(changes.map((change) => [change.number, change]))
}

/** Lists everything and reads every change. */
async function readAll(dir: string) {
  const source = open(dir)
  const pulls = await list(source, { all: true })
  return { pulls: new Map(pulls.map((pull) => [pull.number, pull])), changes: await read(source, pulls) }
}

function whole(change: FetchedChange | undefined) {
  if (change === undefined || !change.ok) throw new Error(`not a whole change: ${JSON.stringify(change)}`)
  return { ...change, patch: readUtf8(change.patch) }
}

const changedPaths = (patch: string) =>
  [...patch.matchAll(/^diff --git a\/(\S+) /gm)].map((match) => match[1])

describe('what is listed', () => {
  test('a pull request tells its title, author and dates by its commits', async () => {
    const git = await repository()
    const root = git.commit({ files: { 'a.txt': 'a\n' } })
    const first = git.commit({
      parents: [root],
      files: { 'a.txt': 'b\n' },
      message: 'Add a cart\n\nIt holds things.\n',
      author: 'Zoë <zoe@example.org>',
      at: Date.UTC(2024, 4, 1) / 1_000,
    })
    const second = git.commit({ parents: [first], files: { 'b.txt': 'b\n' }, message: 'Fix the tests\n' })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/7/head', second)
    await git.write()
    const { pulls, changes } = await readAll(git.gitDir)
    expect(pulls.get(7)).toMatchObject({
      number: 7,
      title: 'Add a cart',
      body: 'It holds things.\n\nFix the tests',
      author: 'zoe@example.org',
      state: 'OPEN',
      createdAt: '2024-05-01T00:00:00.000Z',
      headSha: git.sha(second),
      url: null,
    })
    const change = whole(changes.get(7))
    expect(change.baseSha).toBe(git.sha(root))
    expect(change.commits.map(({ sha }) => sha)).toEqual([git.sha(first), git.sha(second)])
    expect(change.commits[0]!.message).toBe('Add a cart\n\nIt holds things.')
    expect(changedPaths(change.patch)).toEqual(['a.txt', 'b.txt'])
  })

  test('one is made to the line of releases that its title or a merge of it names', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const line = git.commit({ parents: [root], files: { line: '1\n' } })
    const main = git.commit({ parents: [line], files: { main: '1\n' } })
    git.ref('refs/heads/main', main)
    // Merged up: by their history all of them are on the default branch.
    for (const name of ['yd1.1', 'yd1.2', 'py3.1']) git.ref(`refs/heads/${name}`, line)
    const add = (message: string, parents = [line]) =>
      git.commit({ parents, files: { cart: '1\n' }, message: `${message}\n` })
    git.ref('refs/pull/1/head', add('[yd1.1] Add a cart'))
    git.ref('refs/pull/2/head', add('[yd1.3] Add a cart'))
    git.ref('refs/pull/3/head', add('[py3.1] Add a cart'))
    git.ref('refs/pull/4/head', add("Merge branch 'yd1.2' into cart", [add('Add a cart'), line]))
    await git.write()
    const pulls = await list(open(git.gitDir), { all: true })
    expect(Object.fromEntries(pulls.map(({ number, baseRef }) => [number, baseRef]))).toEqual({
      1: 'yd1.1',
      // That line is gone, and two others are called as it was.
      2: 'yd1.3',
      // No other branch is called by that word and another version.
      3: 'main',
      4: 'yd1.2',
    })
  })

  test('a mark names no line that lacks what the change begins from, and the default branch before a merge', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' }, at: 1_000 })
    const next = git.commit({ parents: [root], files: { next: '1\n' }, at: 2_000 })
    const main = git.commit({ parents: [root], files: { main: '1\n' }, at: 3_000 })
    git.ref('refs/heads/main', main)
    git.ref('refs/heads/next', next)
    const add = (message: string, parents: number[], at = 4_000) =>
      git.commit({ parents, files: { cart: '1\n' }, message: `${message}\n`, at })
    // "[next]" may be a package's name.
    git.ref('refs/pull/1/head', add('[next] Add a cart', [main]))
    git.ref('refs/pull/2/head', add('[next] Add a cart', [next]))
    git.ref('refs/pull/3/head', add('[next] Add a cart', [root]))
    const cart = add('[main] Add a cart', [main])
    git.ref('refs/pull/4/head', add("Merge branch 'next' into cart", [cart, next], 5_000))
    git.ref(
      'refs/pull/5/head',
      add("Merge branch 'next' into main", [add('Add a cart', [main]), next], 5_000),
    )
    await git.write()
    const pulls = await list(open(git.gitDir), { all: true })
    expect(Object.fromEntries(pulls.map(({ number, baseRef }) => [number, baseRef]))).toEqual({
      1: 'main',
      2: 'next',
      3: 'next',
      4: 'main',
      5: 'main',
    })
  })

  test('a merged one has the title that its merge or squash quotes, and what else was said there', async () => {
    const git = await repository()
    const at = (day: number) => ({ at: day * 86_400, committedAt: day * 86_400 })
    const root = git.commit({ files: { a: '1\n' }, ...at(17_000) })
    const head = (name: string, message: string) =>
      git.commit({ parents: [root], files: { [name]: '1\n' }, message, ...at(17_001) })
    const heads = ['Try a cart', 'Try a lamp', 'Try a rope', 'Try a bell'].map((message, index) =>
      head(`f${index}`, `${message}\n\nAs told.\n`),
    )
    for (const [index, commit] of heads.entries()) git.ref(`refs/pull/${index + 1}/head`, commit)
    const onto = (parents: number[], files: Record<string, string>, message: string, day: number) =>
      git.commit({ parents, files, message, ...at(day) })
    const first = onto(
      [root, heads[0]!],
      { f0: '1\n' },
      'Merge pull request #1 from zoe/cart\n\nAdd a cart\n\nCloses #80\n',
      17_002,
    )
    const second = onto(
      [first],
      { f1: '1\n' },
      'Add a lamp (#2)\n\n* Try a lamp\n\nAs told.\n\nIt shines, see #81.\n',
      17_003,
    )
    // Another one's merge brings the third by the way.
    const held = onto([heads[2]!], { more: '1\n' }, 'More\n', 17_003)
    const third = onto(
      [second, held],
      { f2: '1\n', more: '1\n' },
      'Merge pull request #5 from zoe/more\n\nAdd more\n',
      17_004,
    )
    git.ref('refs/pull/5/head', held)
    git.ref('refs/heads/main', third)
    await git.write()
    const pulls = await list(open(git.gitDir), { all: true })
    expect(Object.fromEntries(pulls.map(({ number, title, body }) => [number, [title, body]]))).toEqual({
      1: ['Add a cart', 'Try a cart\n\nAs told.\n\nCloses #80'],
      2: ['Add a lamp', 'Try a lamp\n\nAs told.\n\nIt shines, see #81.'],
      3: ['Try a rope', 'As told.'],
      4: ['Try a bell', 'As told.'],
      5: ['Add more', 'More\n\nTry a rope\n\nAs told.'],
    })
  })

  test('the highest-numbered open ones are listed first, merged ones only when all are asked for', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    for (let number = 1; number <= 12; number++)
      git.ref(`refs/pull/${number}/head`, git.commit({ parents: [root], files: { [`f${number}`]: 'x' } }))
    git.ref('refs/heads/main', git.commit({ parents: [root, 2], message: 'Merge pull request #1\n' }))
    await git.write()
    const source = open(git.gitDir)
    expect((await list(source, { maxOpenPrs: 3 })).map(({ number }) => number)).toEqual([12, 11, 10])
    expect((await list(source)).map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    expect((await list(source, { all: true })).map(({ number }) => number)).toContain(1)
  })

  test('one that was squashed or rebased stays open, and is known to be merged', async () => {
    const git = await repository()
    const day = (count: number) => Date.UTC(2024, 5, count) / 1_000
    const root = git.commit({ files: { a: '1\n' }, at: day(1), committedAt: day(1) })
    const head = (name: string, at: number, message: string) =>
      git.commit({ parents: [root], files: { [name]: '1\n' }, at: day(at), committedAt: day(at), message })
    const heads = [
      head('one', 2, 'Feature\n'),
      head('two', 3, 'Zähler\n\nof things\n'),
      head('three', 4, 'Third\n'),
      head('four', 5, 'Never merged\n'),
    ]
    const onto = (parent: number, at: number, written: number, message: string) =>
      git.commit({
        parents: [parent],
        files: { [`landed${at}`]: 'other content\n' },
        at: day(written),
        committedAt: day(at),
        message,
      })
    const squash = onto(root, 10, 10, 'Feature, and more of it (#1)\n')
    const rebased = onto(squash, 11, 3, 'Zähler\n')
    // Picked from main before it was proposed for a line of releases: that is not its merge.
    const original = onto(rebased, 12, 6, 'Original\n')
    const pick = git.commit({
      parents: [root],
      files: { five: '5\n' },
      at: day(6),
      committedAt: day(20),
      message: 'Original\n',
    })
    const released = onto(root, 13, 13, 'Third for the branch (#3)\n')
    // Dates that no clock has shown tell nothing, and one that Postgres cannot hold stops no scan.
    const future = onto(original, 40_000_000, 14, 'Never merged, it says (#4)\n')
    git.ref('refs/heads/main', future)
    git.ref('refs/heads/voil\u00e0', onto(future, 15, 15, 'Newer than the branch\n'))
    git.ref('refs/tags/v1.0', released)
    for (const [at, mark] of [...heads, pick].entries()) git.ref(`refs/pull/${at + 1}/head`, mark)
    await git.write()
    // A branch of an object that is not there costs nothing but itself.
    await writeFile(join(git.gitDir, 'refs/heads/gone'), `${'1'.repeat(40)}\n`)
    const pulls = await list(open(git.gitDir))
    expect(
      Object.fromEntries(pulls.map(({ number, state, mergedAt }) => [number, [state, mergedAt]])),
    ).toEqual({
      1: ['OPEN', '2024-06-10T00:00:00.000Z'],
      2: ['OPEN', '2024-06-11T00:00:00.000Z'],
      3: ['OPEN', '2024-06-13T00:00:00.000Z'],
      4: ['OPEN', null],
      5: ['OPEN', null],
    })
  })

  test("no program that a mirror's own settings name is run", async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', git.commit({ parents: [root], files: { b: '1\n' } }))
    await git.write()
    const at = (...words: string[]) =>
      execFileSync('git', ['--git-dir', git.gitDir, ...words], { encoding: 'utf8' })
    const commit = at('cat-file', 'commit', 'main')
    const signed = commit.replace(
      '\n\n',
      '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n',
    )
    const id = execFileSync(
      'git',
      ['--git-dir', git.gitDir, 'hash-object', '-t', 'commit', '-w', '--stdin'],
      {
        input: signed,
        encoding: 'utf8',
      },
    ).trim()
    at('update-ref', 'refs/heads/signed', id)
    const trap = join(git.gitDir, 'trap')
    await writeFile(trap, `#!/bin/sh\ntouch ${git.gitDir}/sprung\n`, { mode: 0o755 })
    at('config', 'log.showSignature', 'true')
    at('config', 'gpg.program', trap)
    at('log', '-1', 'signed')
    expect(existsSync(join(git.gitDir, 'sprung'))).toBe(true)
    await rm(join(git.gitDir, 'sprung'))
    expect(await list(open(git.gitDir))).toHaveLength(1)
    expect(existsSync(join(git.gitDir, 'sprung'))).toBe(false)
  })

  test('what an older repository, whose history was taken over, merged by a number is not the one of that number here', async () => {
    const git = await repository()
    const day = (count: number) => Date.UTC(2024, 5, count) / 1_000
    const onto = (parents: number[], at: number, message: string) =>
      git.commit({ parents, files: { [`file${at}`]: '1\n' }, at: day(at), committedAt: day(at), message })
    const taken = onto([onto([], 1, 'Root\n')], 2, 'Merge pull request #1 from elsewhere/feature\n')
    const alsoTaken = onto([taken], 3, 'Something else (#2)\n')
    const heads = [onto([alsoTaken], 10, 'Feature\n'), onto([alsoTaken], 11, 'Another\n')]
    git.ref('refs/heads/main', onto([alsoTaken], 20, 'Feature (#1)\n'))
    for (const [at, mark] of heads.entries()) git.ref(`refs/pull/${at + 1}/head`, mark)
    await git.write()
    const pulls = await list(open(git.gitDir))
    expect(Object.fromEntries(pulls.map(({ number, mergedAt }) => [number, mergedAt]))).toEqual({
      1: '2024-06-20T00:00:00.000Z',
      2: null,
    })
  })

  test('a branch that begins with the squash of another pull request is called by its own commit', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const other = git.commit({ parents: [root], files: { b: '1\n' }, message: 'Sign things (#1)\n' })
    const own = git.commit({ parents: [other], files: { c: '1\n' }, message: 'Wait for the tests\n' })
    // No pull request has that number: it is an issue's.
    const fix = git.commit({ parents: [root], files: { d: '1\n' }, message: 'Close lids slowly (#9)\n' })
    const more = git.commit({ parents: [fix], files: { d: '2\n' }, message: 'Review\n' })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', git.commit({ parents: [root], files: { b: '1\n' }, message: 'Sign\n' }))
    git.ref('refs/pull/2/head', own)
    git.ref('refs/pull/3/head', more)
    await git.write()
    const pulls = await list(open(git.gitDir))
    expect(pulls.map(({ number, title }) => [number, title])).toEqual([
      [3, 'Close lids slowly (#9)'],
      [2, 'Wait for the tests'],
      [1, 'Sign'],
    ])
  })

  test('dates that no clock can have shown give way to plausible ones', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    const epoch = git.commit({ parents: [root], files: { a: '2' }, at: 0, committedAt: 1_700_000_000 })
    const future = git.commit({
      parents: [root],
      files: { a: '3' },
      at: 95_617_584_000,
      committedAt: 95_617_584_000,
    })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', epoch)
    git.ref('refs/pull/2/head', future)
    await git.write()
    const { pulls } = await readAll(git.gitDir)
    expect(pulls.get(1)!.createdAt).toBe('2023-11-14T22:13:20.000Z')
    expect(Date.parse(pulls.get(2)!.createdAt)).toBeLessThan(Date.now())
  })

  test('two pull requests with the same head are two, with the same change', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const head = git.commit({ parents: [root], files: { a: '2\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', head)
    git.ref('refs/pull/2/head', head)
    await git.write()
    const { changes } = await readAll(git.gitDir)
    expect(whole(changes.get(1)).patch).toContain('+2')
    expect(whole(changes.get(2)).patch).toBe(whole(changes.get(1)).patch)
  })

  test('titles and authors of any bytes and any length are text of bounded length', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    const log = Buffer.alloc(3_000_000, 'log\n')
    const hostile = git.commit({
      parents: [root],
      files: { a: '2' },
      message: Buffer.concat([
        Buffer.from('<b>\x1b[31m\u202e\xff'),
        Buffer.alloc(300, '\u{1f600}'),
        Buffer.from('\n\n'),
        log,
      ]),
    })
    const wordless = git.commit({ parents: [root], files: { a: '3' }, message: '' })
    const person = git.commit({ parents: [root], files: { a: '4' }, author: `${'9'.repeat(100_000)} <x@y>` })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', hostile)
    git.ref('refs/pull/2/head', wordless)
    git.ref('refs/pull/3/head', person)
    await git.write()
    const { pulls } = await readAll(git.gitDir)
    const { title, body } = pulls.get(1)!
    expect(title).toMatch(/^<b>/)
    expect(title.length).toBeLessThanOrEqual(256)
    expect(title.isWellFormed()).toBe(true)
    expect(body.length).toBeLessThanOrEqual(64 * 1024)
    expect(pulls.get(2)!.title).toBe('#2')
    expect(pulls.get(3)!.author).toBe('x@y')
  })

  test('links lead to GitHub when the mirror was cloned from there', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/5/head', git.commit({ parents: [root], files: { a: '2' } }))
    await git.write()
    await git.git('config', 'remote.origin.url', 'git@github.com:Acme/shop.git')
    expect((await list(open(git.gitDir)))[0]!.url).toBe('https://github.com/Acme/shop/pull/5')
  })
})

test('lines that go their own way are told by the history, once for each state of the branches', async () => {
  const git = await repository()
  const grow = (from: number, count: number) => {
    let tip = from
    for (let at = 0; at < count; at++) tip = git.commit({ parents: [tip] })
    return tip
  }
  const root = git.commit({ files: { a: '1' } })
  const main = grow(root, 20)
  git.ref('refs/heads/main', main)
  git.ref('refs/heads/1.x', grow(root, 15))
  git.ref('refs/heads/2.x', grow(main, 15))
  git.ref('refs/heads/3.x', git.commit({ parents: [root], files: { a: '2' } }))
  git.ref('refs/pull/1/head', grow(root, 2))
  await git.write()
  const find = (names: string[], known: string | null = null) =>
    open(git.gitDir).findSeparateLines!(names, known, never)
  const asked = ['1.x', '2.x', '3.x', 'gone', 'main', '__proto__', '--all', '../main', '']
  const found = await find(asked)
  expect(found?.names).toEqual(['1.x'])
  expect(await find([...asked].reverse(), found!.digest)).toBeNull()
  expect(await find(asked.slice(1))).toMatchObject({ names: [] })
  expect(await find([], found!.digest)).toMatchObject({ names: [] })

  git.ref('refs/heads/1.x', grow(root, 3))
  await git.write()
  expect(await find(asked, found!.digest)).toMatchObject({ names: [] })
})

test('they are told again when a shallow mirror gets the rest of its history', async () => {
  const git = await repository()
  const grow = (from: number) => Array.from({ length: 20 }, () => (from = git.commit({ parents: [from] })))
  const root = git.commit({ files: { a: '1' } })
  const [main, line] = [grow(root), grow(root)]
  git.ref('refs/heads/main', main.at(-1)!)
  git.ref('refs/heads/1.x', line.at(-1)!)
  git.ref('refs/pull/1/head', git.commit({ parents: [root] }))
  await git.write()
  const cut = join(git.gitDir, 'shallow')
  await writeFile(cut, [main, line].map((commits) => `${git.sha(commits.at(-5)!)}\n`).join(''))
  const find = (known: string | null) => open(git.gitDir).findSeparateLines!(['1.x'], known, never)
  const found = await find(null)
  expect(found?.names).toEqual([])
  await rm(cut)
  expect(await find(found!.digest)).toMatchObject({ names: ['1.x'] })
})

describe('the base of a change', () => {
  test('a pull request merged by a merge commit is compared with what was there before', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const other = git.commit({ parents: [root], files: { other: 'o\n' } })
    const one = git.commit({ parents: [root], files: { feature: '1\n' } })
    const two = git.commit({ parents: [one], files: { feature: '1\n2\n' } })
    const merge = git.commit({
      parents: [other, two],
      files: { feature: '1\n2\n' },
      committedAt: 1_710_000_000,
    })
    const later = git.commit({ parents: [merge], files: { a: '9\n' } })
    git.ref('refs/heads/main', later)
    git.ref('refs/pull/3/head', two)
    await git.write()
    const { pulls, changes } = await readAll(git.gitDir)
    expect(pulls.get(3)).toMatchObject({
      state: 'MERGED',
      mergedAt: '2024-03-09T16:00:00.000Z',
      mergeCommitSha: git.sha(merge),
    })
    const change = whole(changes.get(3))
    expect(change.baseSha).toBe(git.sha(root))
    expect(changedPaths(change.patch)).toEqual(['feature'])
    expect(change.commits).toHaveLength(2)
  })

  test('one merged by squash or by rebase keeps its own head, compared with the plain merge base', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const one = git.commit({ parents: [root], files: { feature: '1\n' } })
    const two = git.commit({ parents: [one], files: { feature: '1\n2\n' } })
    const other = git.commit({ parents: [root], files: { other: 'o\n' } })
    const squash = git.commit({ parents: [other], files: { feature: '1\n2\n' }, message: 'Feature (#1)\n' })
    const rebased = git.commit({ parents: [squash], files: { feature2: '1\n' } })
    const three = git.commit({ parents: [root], files: { feature2: '1\n' } })
    git.ref('refs/heads/main', rebased)
    git.ref('refs/pull/1/head', two)
    git.ref('refs/pull/2/head', three)
    await git.write()
    const { changes } = await readAll(git.gitDir)
    for (const [number, file] of [
      [1, 'feature'],
      [2, 'feature2'],
    ] as const) {
      const change = whole(changes.get(number))
      expect(change.baseSha).toBe(git.sha(root))
      expect(changedPaths(change.patch)).toEqual([file])
    }
  })

  test('what a pull request merged into itself from its target is not its change', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const upstream = git.commit({ parents: [root], files: { upstream: 'u\n' } })
    const own = git.commit({ parents: [root], files: { feature: '1\n' } })
    const update = git.commit({ parents: [own, upstream], files: { upstream: 'u\n' } })
    const more = git.commit({ parents: [update], files: { feature: '2\n' } })
    git.ref('refs/heads/main', upstream)
    git.ref('refs/pull/1/head', more)
    await git.write()
    const change = whole((await readAll(git.gitDir)).changes.get(1))
    expect(change.baseSha).toBe(git.sha(upstream))
    expect(changedPaths(change.patch)).toEqual(['feature'])
    expect(change.commits.map(({ sha }) => sha)).toEqual([own, update, more].map(git.sha))
  })

  test('of several best merge bases the newest is taken, as git does', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const left = git.commit({ parents: [root], files: { left: '1\n' } })
    const right = git.commit({ parents: [root], files: { right: '1\n' } })
    // Criss-cross: each side merges the other's first commit.
    const main = git.commit({ parents: [left, right], files: { right: '1\n' } })
    const mine = git.commit({ parents: [right, left], files: { left: '1\n' } })
    const head = git.commit({ parents: [mine], files: { feature: '1\n' } })
    git.ref('refs/heads/main', main)
    git.ref('refs/pull/1/head', head)
    await git.write()
    const change = whole((await readAll(git.gitDir)).changes.get(1))
    const bases = (await git.git('merge-base', '--all', git.sha(main), git.sha(head))).split('\n')
    expect(bases.sort()).toEqual([git.sha(left), git.sha(right)].sort())
    expect(change.baseSha).toBe(await git.git('merge-base', git.sha(main), git.sha(head)))
  })

  test('one merged into a maintenance branch that was merged up later stays its own change', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const main1 = git.commit({ parents: [root], files: { new: '1\n' } })
    const fix1 = git.commit({ parents: [root], files: { fix1: '1\n' } })
    const old1 = git.commit({ parents: [root, fix1], files: { fix1: '1\n' } })
    const fix2 = git.commit({ parents: [old1], files: { fix2: '1\n' } })
    const old2 = git.commit({ parents: [old1, fix2], files: { fix2: '1\n' }, committedAt: 1_710_000_000 })
    const up = git.commit({ parents: [main1, old2], files: { fix1: '1\n', fix2: '1\n' } })
    git.ref('refs/heads/main', up)
    git.ref('refs/pull/1/head', fix1)
    git.ref('refs/pull/2/head', fix2)
    await git.write()
    const { pulls, changes } = await readAll(git.gitDir)
    expect(changedPaths(whole(changes.get(1)).patch)).toEqual(['fix1'])
    expect(changedPaths(whole(changes.get(2)).patch)).toEqual(['fix2'])
    expect(pulls.get(2)!.mergeCommitSha).toBe(git.sha(old2))
  })

  test('one made to a branch that the default branch lacks is compared with that branch', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const merged = git.commit({ parents: [root], files: { earlier: '1\n' } })
    const next = git.commit({ parents: [root, merged], files: { earlier: '1\n' } })
    const head = git.commit({ parents: [next], files: { feature: '1\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/heads/next', next)
    git.ref('refs/pull/1/head', merged)
    git.ref('refs/pull/2/head', head)
    await git.write()
    const { pulls, changes } = await readAll(git.gitDir)
    expect(pulls.get(1)!.state).toBe('OPEN')
    expect(changedPaths(whole(changes.get(1)).patch)).toEqual(['earlier'])
    expect(changedPaths(whole(changes.get(2)).patch)).toEqual(['feature'])
  })

  test("a line of releases by the project's own word is a target where pull requests were merged into it", async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    /** A branch that began at the root and took in so many pull requests; its next one is made to it. */
    const line = (name: string, mergedPulls: number[], next: number) => {
      let tip = git.commit({ parents: [root], files: { [name]: '1\n' } })
      for (const number of mergedPulls) {
        const head = git.commit({ parents: [tip], files: { [`fix-${number}`]: '1\n' } })
        git.ref(`refs/pull/${number}/head`, head)
        tip = git.commit({ parents: [tip, head], files: { [`fix-${number}`]: '1\n' } })
      }
      git.ref(`refs/heads/${name}`, tip)
      git.ref(`refs/pull/${next}/head`, git.commit({ parents: [tip], files: { [`fix-${next}`]: '1\n' } }))
    }
    git.ref('refs/heads/main', root)
    line('yard-17', [1, 2], 3)
    line('yard-16', [15, 16], 17)
    line('bump_v1.6', [4, 5], 6)
    line('bump_v1.5', [], 18)
    // One was merged into a topic's branch; a ticket and a fix are no lines, however many were.
    line('cron_16', [7], 8)
    line('cron_17', [], 19)
    line('YARD-484', [9, 10], 11)
    line('fix-12', [12, 13], 14)
    // Where several moved to another project's version no other branch is called so.
    line('react-18', [20, 21], 22)
    await git.write()
    const { pulls } = await readAll(git.gitDir)
    const targets = [1, 2, 3, 4, 6, 8, 11, 14, 17, 18, 22].map((number) => [
      number,
      pulls.get(number)!.baseRef,
    ])
    expect(targets).toEqual([
      [1, 'yard-17'],
      [2, 'yard-17'],
      [3, 'yard-17'],
      [4, 'bump_v1.6'],
      [6, 'bump_v1.6'],
      [8, null],
      [11, null],
      [14, null],
      [17, 'yard-16'],
      [18, 'main'],
      [22, null],
    ])
  })

  test('what lines of releases share that the default branch has nothing of is for the one that went on longest', async () => {
    const git = await repository()
    let trunk = git.commit({ files: { old: '1\n' } })
    const grow = (from: number, name: string) => git.commit({ parents: [from], files: { [name]: '1\n' } })
    const propose = (number: number, base: number) =>
      git.ref(`refs/pull/${number}/head`, grow(base, `fix-${number}`))
    // The default branch was written anew.
    git.ref('refs/heads/main', git.commit({ files: { anew: '1\n' } }))
    for (const [nth, name] of ['1.25.x', '1.26.x', '1.27.x'].entries()) {
      trunk = grow(trunk, `work-${nth}`)
      propose(nth + 1, trunk)
      const line = grow(trunk, name)
      propose(nth + 11, line)
      git.ref(`refs/heads/${name}`, line)
    }
    trunk = grow(trunk, 'last work')
    git.ref('refs/heads/v1', trunk)
    await git.write()
    const { pulls } = await readAll(git.gitDir)
    expect([1, 2, 3, 11, 12, 13].map((number) => pulls.get(number)!.baseRef)).toEqual([
      ...['v1', 'v1', 'v1'],
      ...['1.25.x', '1.26.x', '1.27.x'],
    ])
  })

  test("a contributor's branch in the same repository is no target", async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const one = git.commit({ parents: [root], files: { one: '1\n' } })
    const two = git.commit({ parents: [one], files: { two: '1\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/heads/my-feature', two)
    git.ref('refs/heads/my-feature-yesterday', one)
    git.ref('refs/pull/1/head', two)
    await git.write()
    const change = whole((await readAll(git.gitDir)).changes.get(1))
    expect(changedPaths(change.patch)).toEqual(['one', 'two'])
  })

  test('a branch moved to the head is compared with where it stood at the test merge', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const before = git.commit({ parents: [root], files: { before: '1\n' } })
    const one = git.commit({ parents: [before], files: { one: '1\n' } })
    const two = git.commit({ parents: [one], files: { two: '1\n' } })
    const test = git.commit({ parents: [before, two], files: { one: '1\n', two: '1\n' } })
    git.ref('refs/heads/main', two)
    git.ref('refs/pull/1/head', two)
    git.ref('refs/pull/1/merge', test)
    await git.write()
    const { pulls, changes } = await readAll(git.gitDir)
    expect(pulls.get(1)!.state).toBe('MERGED')
    expect(changedPaths(whole(changes.get(1)).patch)).toEqual(['one', 'two'])
  })

  test('a head without common history counts as all new, and says so', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const orphan = git.commit({ files: { b: '1\n' } })
    const more = git.commit({ parents: [orphan], files: { c: '1\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', more)
    await git.write()
    const change = whole((await readAll(git.gitDir)).changes.get(1))
    expect(change.baseSha).toBeNull()
    expect(change.patch.startsWith('diff --git ')).toBe(true)
    expect(changedPaths(change.patch)).toEqual(['b', 'c'])
    expect(change.degraded).toContain('shares no history')
  })
})

describe('a mirror that is not what it should be', () => {
  async function mirror(): Promise<GitRepository> {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', git.commit({ parents: [root], files: { a: '2\n' } }))
    await git.write()
    return git
  }

  async function failure(dir: string): Promise<string> {
    return open(dir)
      .fetchRepository(never)
      .then(
        () => 'none',
        (error: Error) => error.message,
      )
  }

  test('is refused with one line that says what it is', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'clawtriage-mirror-'))
    cleanups.push(() => rm(dir, { recursive: true, force: true }))
    await writeFile(join(dir, 'file'), '')
    await mkdir(join(dir, 'clone', '.git'), { recursive: true })
    await mkdir(join(dir, 'pretender', 'objects'), { recursive: true })
    await mkdir(join(dir, 'pretender', 'refs'))
    await writeFile(join(dir, 'pretender', 'HEAD'), 'nonsense')
    const empty = await repository()
    const noPulls = await repository()
    noPulls.ref('refs/heads/main', noPulls.commit({ files: { a: '1' } }))
    await noPulls.write()
    const noBranch = await repository()
    noBranch.ref('refs/pull/1/head', noBranch.commit({ files: { a: '1' } }))
    await noBranch.write()
    const messages = [
      [join(dir, 'nowhere'), /no such folder/],
      [join(dir, 'file'), /is a file/],
      [dir, /is not a git repository/],
      [join(dir, 'clone'), /clone with files/],
      [join(dir, 'pretender'), /is not a git repository that git can read/],
      [empty.gitDir, /is an empty repository/],
      [noPulls.gitDir, /has no pull requests/],
      [noBranch.gitDir, /lacks its default branch main/],
    ] as const
    for (const [path, pattern] of messages) {
      const message = await failure(path)
      expect(message).toMatch(pattern)
      expect(message).not.toContain('\n')
    }
  })

  test.each([
    'HEAD',
    'config',
    'packed-refs',
    'shallow',
    'refs/heads/pipe',
    'objects/info/alternates',
    'objects/11/1',
  ])('a pipe as %s is named before git waits for it', async (name) => {
    const git = await mirror()
    const path = join(git.gitDir, name)
    await rm(path, { force: true })
    await mkdir(dirname(path), { recursive: true })
    execFileSync('mkfifo', [path])
    expect(await failure(git.gitDir)).toContain(`${path} is a named pipe, where git expects a file`)
  })

  test('so are a folder and a device', async () => {
    const git = await mirror()
    await rm(join(git.gitDir, 'packed-refs'), { force: true })
    await mkdir(join(git.gitDir, 'packed-refs'))
    expect(await failure(git.gitDir)).toContain('packed-refs is a folder, where git expects a file')
    await rm(join(git.gitDir, 'packed-refs'), { recursive: true })
    await symlink('/dev/zero', join(git.gitDir, 'packed-refs'))
    expect(await failure(git.gitDir)).toContain('packed-refs is a device, where git expects a file')
    await rm(join(git.gitDir, 'packed-refs'))
    await symlink('..', join(git.gitDir, 'refs', 'circle'))
    expect(await failure(git.gitDir)).toContain('refs/circle is a link to a folder, where')
    await rm(join(git.gitDir, 'refs', 'circle'))
    const pack = join(git.gitDir, 'objects', 'pack')
    await rename(pack, join(git.gitDir, 'packs'))
    await symlink('../packs', pack)
    expect(await failure(git.gitDir)).toBe('none')
  })

  test('a head that leads nowhere, to a file or to a tag costs no other pull request', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    const good = git.commit({ parents: [root], files: { a: '2\n' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', good)
    await git.write()
    const blob = await git.git('rev-parse', `${git.sha(root)}:a`)
    await mkdir(join(git.gitDir, 'refs', 'pull', '2'), { recursive: true })
    await mkdir(join(git.gitDir, 'refs', 'pull', '3'), { recursive: true })
    await mkdir(join(git.gitDir, 'refs', 'pull', '4'), { recursive: true })
    await writeFile(join(git.gitDir, 'refs/pull/2/head'), `${'1'.repeat(40)}\n`)
    await writeFile(join(git.gitDir, 'refs/pull/3/head'), `${blob}\n`)
    await writeFile(join(git.gitDir, 'refs/pull/4/head'), 'garbage\n')
    const source = open(git.gitDir)
    const pulls = await list(source)
    expect(pulls.map(({ number }) => number)).toEqual([1])
    const gone = { ...pulls[0]!, number: 2, headSha: '1'.repeat(40) }
    const changes = await read(source, [gone, pulls[0]!])
    expect(whole(changes.get(1)).patch).toContain('+2')
    expect(changes.get(2)).toMatchObject({ ok: false, reason: 'the mirror lacks its head' })
  })

  test('a change whose file contents are missing fails alone, without a word to the network', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1\n' } })
    git.ref('refs/heads/main', root)
    for (let number = 1; number <= 5; number++)
      git.ref(
        `refs/pull/${number}/head`,
        git.commit({ parents: [root], files: { a: `content ${number}\n` } }),
      )
    await git.write()
    // Loose objects, two of them deleted, in a repository that claims it can fetch what it lacks.
    await git.git('config', 'fetch.unpackLimit', '1000000')
    await git.git('config', 'extensions.partialClone', 'origin')
    await git.git('config', 'core.repositoryFormatVersion', '1')
    await git.git('config', 'remote.origin.url', 'ext::touch% /tmp/never')
    await git.git('config', 'remote.origin.promisor', 'true')
    for (const number of [2, 4]) {
      const blob = await git.git('rev-parse', `refs/pull/${number}/head:a`)
      await rm(join(git.gitDir, 'objects', blob.slice(0, 2), blob.slice(2)))
    }
    const { changes } = await readAll(git.gitDir)
    expect(
      [...changes.values()]
        .filter((change) => !change.ok)
        .map(({ number }) => number)
        .sort(),
    ).toEqual([2, 4])
    for (const number of [1, 3, 5]) expect(whole(changes.get(number)).patch).toContain(`+content ${number}`)
  })

  test('readers who leave early keep no one else waiting', async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    git.ref('refs/heads/main', root)
    for (let number = 1; number <= 3; number++)
      git.ref(`refs/pull/${number}/head`, git.commit({ parents: [root], files: { a: `${number}\n` } }))
    await git.write()
    const source = open(git.gitDir)
    const pulls = await list(source)
    for (let reader = 0; reader < 4; reader++) for await (const _ of source.fetchChanges(pulls, never)) break
    expect((await read(source, pulls)).size).toBe(3)
  })

  test("an aborted reader's opening does not fail those who wait for the same", async () => {
    const git = await repository()
    const root = git.commit({ files: { a: '1' } })
    git.ref('refs/heads/main', root)
    git.ref('refs/pull/1/head', git.commit({ parents: [root], files: { a: '2' } }))
    await git.write()
    const source = open(git.gitDir)
    const impatient = new AbortController()
    const first = source.fetchRepository(impatient.signal)
    const second = source.fetchRepository(never)
    impatient.abort(new Error('enough'))
    await expect(first).rejects.toThrow('enough')
    expect((await second).defaultBranch).toBe('main')
  })
})
