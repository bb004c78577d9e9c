import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gitEnvironment } from '../testing/github/run-git.ts'
import { readLocalChange } from './local-change.ts'
import { readDiff } from './read-diff.ts'
import { requireKnownPaths } from './target-branch.ts'

let folder = ''
let upstream = ''
let clone = ''

const git = (at: string, ...args: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=Ann', '-c', 'user.email=ann@people.example', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...gitEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()
const write = (at: string, path: string, text: string) => writeFileSync(join(at, path), text)
const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}\n`).join('')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-local-'))
  upstream = join(folder, 'upstream')
  clone = join(folder, 'clone')
  git(folder, 'init', '--quiet', '--initial-branch=future', upstream)
  write(upstream, 'a.txt', lines(20))
  git(upstream, 'add', '-A')
  git(upstream, 'commit', '--quiet', '-m', 'Begin')
  git(folder, 'clone', '--quiet', upstream, clone)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const commit = (at: string, path: string, text: string, message: string) => {
  write(at, path, text)
  git(at, 'add', '-A')
  git(at, 'commit', '--quiet', '-m', message)
}

test('what is committed, staged, edited and new is one change, and nothing in the clone is touched', async () => {
  git(clone, 'switch', '--quiet', '-c', 'topic')
  commit(clone, 'a.txt', lines(21), 'Add a line\n\nSince one was missing.')
  commit(clone, 'b.txt', 'b\n', 'And a file')
  write(clone, 'staged.txt', 'staged\n')
  git(clone, 'add', 'staged.txt')
  write(clone, 'b.txt', 'b again\n')
  write(clone, 'new file.txt', 'new\n')
  write(clone, '.gitignore', 'ignored.txt\n')
  write(clone, 'ignored.txt', 'secret\n')
  const status = git(clone, 'status', '--porcelain')
  const change = await readLocalChange(clone, null)
  expect(change).toMatchObject({
    title: 'Add a line',
    body: 'Since one was missing.\n\nAnd a file',
    base: 'future',
    landed: null,
  })
  for (const added of ['+line 20', '+b again', '+staged', '+new'])
    expect(change.patch.split('\n')).toContain(added)
  expect(change.patch).not.toContain('secret')
  expect(git(clone, 'status', '--porcelain')).toBe(status)
})

test('a branch far behind is compared from where it left, on a detached head too', async () => {
  for (let at = 0; at < 3; at++) commit(upstream, 'later.txt', lines(at + 1), `Later ${at}`)
  git(clone, 'checkout', '--quiet', '--detach')
  commit(clone, 'mine.txt', 'mine\n', 'Mine')
  git(clone, 'fetch', '--quiet')
  const { patch, title } = await readLocalChange(clone, null)
  expect(title).toBe('Mine')
  expect(patch.match(/^diff --git/gm)).toHaveLength(1)
})

test('the user’s own settings of diff change nothing', async () => {
  for (const [name, value] of [
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['color.ui', 'always'],
    ['diff.external', 'false'],
    ['diff.context', '0'],
  ] as const)
    git(clone, 'config', name, value)
  commit(clone, 'a.txt', lines(21), 'Add a line')
  const { patch } = await readLocalChange(clone, null)
  expect(patch).toMatch(/^diff --git a\/a\.txt b\/a\.txt\nindex [0-9a-f]{40}\.\.[0-9a-f]{40} 100644\n/)
  expect(patch).toContain(' line 19\n+line 20\n')
})

test('a change that is on the branch already names the commit that brought it', async () => {
  commit(clone, 'a.txt', lines(21), 'Add a line')
  commit(upstream, 'other.txt', 'other\n', 'Something else')
  commit(upstream, 'a.txt', lines(21), 'Add the last line')
  const sha = git(upstream, 'rev-parse', 'HEAD')
  commit(upstream, 'a.txt', lines(22), 'And one more')
  git(clone, 'fetch', '--quiet')
  expect((await readLocalChange(clone, null)).landed).toMatchObject({ sha, subject: 'Add the last line' })
})

test('an upstream remote counts before origin, and --base names another branch', async () => {
  const fork = join(folder, 'fork')
  git(folder, 'clone', '--quiet', '--bare', upstream, fork)
  git(clone, 'remote', 'set-url', 'origin', fork)
  git(clone, 'remote', 'add', 'upstream', upstream)
  git(upstream, 'branch', 'release')
  git(clone, 'fetch', '--quiet', 'upstream')
  commit(clone, 'a.txt', lines(21), 'Add a line')
  await expect(readLocalChange(clone, null)).rejects.toThrow(
    'the default branch of upstream is not known here: git remote set-head upstream --auto',
  )
  expect(await readLocalChange(clone, 'release')).toMatchObject({ base: 'release' })
  git(clone, 'remote', 'set-head', 'upstream', '--auto')
  expect(await readLocalChange(clone, null)).toMatchObject({ base: 'future' })
})

test('what is missing is one line that says what to do', async () => {
  const refusal = async (at: string, base: string | null = null) =>
    readLocalChange(at, base).then(
      () => 'nothing',
      (error: Error) => error.message,
    )
  expect(await refusal(clone)).toBe('there is no change to check: nothing differs from future')
  expect(await refusal(folder)).toContain('is no clone: give a diff with --diff')
  expect(await refusal(clone, 'nowhere')).toBe(
    '--base nowhere: this clone has no such branch (git fetch origin)',
  )
  for (const base of ['--output=/tmp/x', 'a..b', '@{-1}', 'HEAD:a'])
    expect(await refusal(clone, base)).toContain('expected the name of a branch')
  for (let at = 0; at < 3; at++) commit(upstream, 'later.txt', lines(at + 1), `Later ${at}`)
  const shallow = join(folder, 'shallow')
  git(folder, 'clone', '--quiet', '--depth=1', `file://${upstream}`, shallow)
  git(shallow, 'fetch', '--quiet', '--depth=1', 'origin', 'future')
  git(shallow, 'checkout', '--quiet', '--orphan', 'lonely')
  git(shallow, 'commit', '--quiet', '-m', 'Alone')
  expect(await refusal(shallow)).toContain('this clone is shallow')
  git(clone, 'checkout', '--quiet', '--orphan', 'lonely')
  expect(await refusal(clone)).toContain('no commit yet')
  git(clone, 'commit', '--quiet', '-m', 'Alone')
  expect(await refusal(clone)).toContain('no commit in common with future')
  git(clone, 'switch', '--quiet', 'future')
  write(clone, 'large.txt', 'x'.repeat(3 * 1024 * 1024))
  expect(await refusal(clone)).toContain('larger than 2 MB')
})

test('a diff of a file or of standard input is read whole, or refused with a reason', async () => {
  const nothing = Readable.from([]) as AsyncIterable<Buffer>
  const diff = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n'
  const path = join(folder, 'x.diff')
  const from = async (text: string | Buffer) => {
    writeFileSync(path, text)
    return readDiff(path, nothing).catch((error: Error) => error.message)
  }
  expect(await from(diff)).toBe(diff)
  expect(await readDiff('-', Readable.from([Buffer.from(diff)]))).toBe(diff)
  expect(await from('')).toContain('is empty')
  expect(await from('hello')).toContain('is no diff as git prints it')
  expect(await from(Buffer.alloc(2 * 1024 * 1024 + 1, 32))).toContain('larger than 2 MB')
  expect(await readDiff(folder, nothing).catch((error: Error) => error.message)).toContain('it is a folder')
  expect(await readDiff(`${path}-none`, nothing).catch((error: Error) => error.message)).toContain(
    'no such file',
  )
})

test('a patch of another repository is named as one, and one of this repository is not', async () => {
  git(clone, 'switch', '--quiet', '-c', 'topic')
  commit(clone, 'mine.txt', 'x\n', 'Add mine')
  await requireKnownPaths(clone, null, [])
  await requireKnownPaths(clone, null, ['gone.txt', 'a.txt'])
  await requireKnownPaths(clone, 'future', ['mine.txt'])
  await expect(requireKnownPaths(clone, null, ['src/x.go', 'src/*'])).rejects.toThrow(
    '--diff: none of the 2 files that it changes is on future (src/x.go): is it of another repository?',
  )
  await expect(requireKnownPaths(clone, 'future', ['*.txt'])).rejects.toThrow(
    '--diff: the file that it changes is not on future (*.txt): is it of another repository?',
  )
  // Nothing to hold it against.
  git(folder, 'init', '--quiet', join(folder, 'empty'))
  await requireKnownPaths(join(folder, 'empty'), null, ['x'])
})
