import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../../log.ts'
import { buildGitRepository, type GitRepository } from '../../testing/git-repository.ts'
import { openLooseObjects } from '../../testing/loose-objects.ts'
import { runGit } from '../git.ts'
import { readMirrorRefs } from '../refs.ts'
import { readCommits } from './commits.ts'
import { type KeptHistory, noneKept, openKeptHistory } from './kept-history.ts'
import { readMirrorHistory } from './mirror-history.ts'

const log = openLog('test', 'silent')
const { signal } = new AbortController()
const nowSeconds = 1_800_000_000
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

function keptFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clawtriage-kept-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
  return join(folder, 'acme', 'shop.history')
}

const keep = (path: string) => openKeptHistory(path, log, () => nowSeconds * 1_000)

/** All that a mirror's history says. */
async function tell(gitDir: string, kept: KeptHistory) {
  const options = { gitDir, signal }
  const refs = await readMirrorRefs(options)
  const { told, ...history } = await readMirrorHistory(gitDir, refs, nowSeconds, signal, kept)
  const { graph, pulls, brought, isOpen, findMerge, findOwnMerge, deriveRange } = history
  const pullsTold = pulls.map(async ({ number, headSha, head }) => {
    const range = deriveRange(head, number)
    const ids = range.commits.map((commit) => graph.commits.id(commit))
    const facts = await readCommits(ids, nowSeconds, options)
    return {
      headSha,
      number,
      range,
      ids,
      isOpen: isOpen(head),
      merge: findMerge(head, nowSeconds),
      ownMerge: findOwnMerge(head),
      target: history.findTarget(range, number),
      said: history.findSaidTarget('[b1] Mend', [], range.base),
      brought: brought.find(
        number,
        ids.map((id) => ({ ...facts.get(id)! })),
      ),
      carriers: range.commits.map((commit) => history.countCarriers(commit)),
    }
  })
  return {
    told,
    said: {
      defaultCommit: history.defaultCommit,
      ids: [...new Array(graph.commits.size).keys()].map((commit) => graph.commits.id(commit)),
      committedAt: [...graph.committedAt],
      firstParent: [...graph.firstParent],
      parents: [...graph.parents],
      pulls: await Promise.all(pullsTold),
    },
  }
}

async function expectSame(gitDir: string, kept: KeptHistory): Promise<number> {
  const { told, said } = await tell(gitDir, kept)
  expect(said).toEqual((await tell(gitDir, noneKept)).said)
  return told
}

const names = [
  ...['heads/main', 'heads/b0', 'heads/b1', 'heads/release-1.0', 'tags/t0', 'tags/t1'],
  ...['pull/1/head', 'pull/2/head', 'pull/3/head', 'pull/1/merge', 'pull/2/merge'],
].map((name) => `refs/${name}`)
const subjects = ['Mend it', 'Mend it (#1)', 'Merge pull request #2 from ada/x', 'Écrire (#3)', '']

/** A push, a push by force, a head that goes, or what nothing leads to being thrown away. */
const step = fc.record({
  kind: fc.constantFrom('push', 'push', 'push', 'push', 'tag', 'force', 'delete', 'prune'),
  ref: fc.nat(names.length - 1),
  parents: fc.array(fc.nat(), { maxLength: 3 }),
  // Few dates, so that many are the same and some lie before their parents'.
  at: fc.oneof(fc.integer({ min: 1_700_000_000, max: 1_700_000_020 }), fc.constantFrom(0, 1_900_000_000)),
  subject: fc.constantFrom(...subjects),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take({ kind, ref, parents, at, subject }: Step, git: GitRepository, made: string[]) {
  const objects = openLooseObjects(git.gitDir)
  const isThere = (id: string) => existsSync(join(git.gitDir, 'objects', id.slice(0, 2), id.slice(2)))
  const there = made.filter(isThere)
  const some = (index: number) => there[index % there.length]!
  const name = names[ref]!
  if (kind === 'prune') await git.git('prune', '--expire=now')
  else if (kind === 'delete') await git.git('update-ref', '-d', ref === 0 ? names[1]! : name)
  else if (kind === 'force') await git.git('update-ref', name, some(parents[0] ?? 0))
  else if (kind === 'tag')
    await git.git('update-ref', `refs/tags/a${ref}`, objects.tag(some(parents[0] ?? 0), `a${ref}`))
  else {
    const chosen = [...new Set(parents.map(some))]
    // The number keeps two of the same date and parents apart.
    const id = objects.commit({ parents: chosen, at, message: `${subject}\n\n${made.length}\n` })
    made.push(id)
    await git.git('update-ref', name, id)
  }
}

async function start(): Promise<{ git: GitRepository; made: string[] }> {
  const git = await buildGitRepository()
  cleanups.push(() => git.remove())
  const { commit } = openLooseObjects(git.gitDir)
  const root = commit({ parents: [], at: 1_700_000_000, message: 'Begin\n' })
  const head = commit({ parents: [root], at: 1_700_000_001, message: 'Mend it\n' })
  await git.git('update-ref', 'refs/heads/main', root)
  await git.git('update-ref', 'refs/pull/1/head', head)
  // A mirror without any is refused.
  await git.git('update-ref', 'refs/pull/9/head', root)
  return { git, made: [root, head] }
}

test('a history that was kept says what one says that is read from nothing, whatever happens to the refs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 8 }), { minLength: 2, maxLength: 4 }),
      async (rounds) => {
        const { git, made } = await start()
        const path = keptFile()
        await expectSame(git.gitDir, keep(path))
        for (const steps of rounds) {
          for (const one of steps) await take(one, git, made)
          await expectSame(git.gitDir, keep(path))
          expect(existsSync(path)).toBe(true)
        }
      },
    ),
    { numRuns: 8 },
  )
})

/** Twelve commits on the default branch, and a pull request of one on top. */
async function line() {
  const { git, made } = await start()
  const { commit } = openLooseObjects(git.gitDir)
  const push = async (name: string, parents: string[], message = 'Mend it\n') => {
    const id = commit({ parents, at: 1_700_000_000 + made.length, message: `${message}\n${made.length}\n` })
    made.push(id)
    await git.git('update-ref', name, id)
    return id
  }
  let tip = made[0]!
  for (let index = 0; index < 12; index++) tip = await push('refs/heads/main', [tip])
  await push('refs/pull/1/head', [tip])
  return { git, tip, push }
}

test('git tells what is new, and nothing else: a push by force, a merge, a head that is gone', async () => {
  const { git, tip, push } = await line()
  const path = keptFile()
  const told = () => expectSame(git.gitDir, keep(path))
  expect(await told()).toBe(14)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await told()).toBe(0)
  const head = await push('refs/pull/1/head', [tip], 'Mend it better\n')
  expect(await told()).toBe(1)
  await push('refs/heads/main', [tip, head], 'Merge pull request #1 from ada/x\n')
  expect(await told()).toBe(1)
  await git.git('update-ref', '-d', 'refs/pull/1/head')
  await push('refs/pull/2/head', [])
  await git.git('prune', '--expire=now')
  expect(await told()).toBe(1)
  // No ref that was kept leads on, and all of it is there still.
  await push('refs/heads/main', [await push('refs/pull/2/head', [tip])])
  expect(await told()).toBe(2)
})

test('what no ref leads to any more is dropped when it is a fifth of what is kept', async () => {
  const { git, tip, push } = await line()
  const path = keptFile()
  const size = async () => {
    await expectSame(git.gitDir, keep(path))
    return statSync(path).size
  }
  const first = await size()
  const perCommit = 61
  for (const added of [1, 2, 3]) {
    await push('refs/pull/1/head', [tip])
    expect((await size()) - first).toBeGreaterThanOrEqual(added * perCommit - 5)
  }
  await push('refs/pull/1/head', [tip])
  expect(await size()).toBe(first)
})

test('where a repository is shallow or has grafts nothing is kept, nor is used what was kept before', async () => {
  const { git, tip, push } = await line()
  const path = keptFile()
  await expectSame(git.gitDir, keep(path))
  const before = readFileSync(path)
  await push('refs/pull/2/head', [tip])
  await mkdir(join(git.gitDir, 'info'), { recursive: true })
  for (const name of ['shallow', 'info/grafts']) {
    writeFileSync(join(git.gitDir, name), `${tip}\n`)
    expect(await expectSame(git.gitDir, keep(path))).toBe(4)
    expect(readFileSync(path)).toEqual(before)
    rmSync(join(git.gitDir, name))
  }
  await git.git('replace', '--graft', tip)
  expect(await expectSame(git.gitDir, keep(path))).toBe(1)
})

test('another repository in the place of the first is read by itself', async () => {
  const [one, other] = [await line(), await line()]
  const path = keptFile()
  await expectSame(one.git.gitDir, keep(path))
  await other.push('refs/heads/main', [await other.push('refs/pull/1/head', [])])
  expect(await expectSame(other.git.gitDir, keep(path))).toBe(2)
  expect(await expectSame(one.git.gitDir, keep(path))).toBeGreaterThan(0)
})

test('so is one whose ids are of another kind', async () => {
  const { git } = await line()
  const path = keptFile()
  await expectSame(git.gitDir, keep(path))
  const gitDir = mkdtempSync(join(tmpdir(), 'clawtriage-git-'))
  cleanups.push(() => rmSync(gitDir, { recursive: true }))
  const run = async (args: readonly [string, ...string[]], input = '') =>
    (await runGit(args, { gitDir, signal, input })).toString().trim()
  await run(['init', '--quiet', '--bare', '--object-format=sha256', '--initial-branch=main'])
  const tree = await run(['hash-object', '-t', 'tree', '-w', '--stdin'])
  const person = 'Ann <a@example.org> 1700000000 +0000'
  const text = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nBegin\n`
  const root = await run(['hash-object', '-t', 'commit', '-w', '--stdin'], text)
  for (const name of ['heads/main', 'pull/1/head']) await run(['update-ref', `refs/${name}`, root])
  expect([root.length, await expectSame(gitDir, keep(path)), await expectSame(gitDir, keep(path))]).toEqual([
    64, 1, 0,
  ])
})
