import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { buildGitRepository, collect, type GitRepository } from '../testing/git-repository.ts'
import type { DiffPair } from './diff/diff-pair.ts'
import { streamDiffs } from './diff/diffs.ts'
import { readChangedBlobs } from './diff/missing-blobs.ts'

const signal = new AbortController().signal
let git: GitRepository
let folder = ''
let pairs: DiffPair[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clawtriage-killed-'))
  git = await buildGitRepository()
  const root = git.commit({ files: { 'a.ts': 'old\n' } })
  const heads = ['one', 'two', 'three'].map((name) =>
    git.commit({
      parents: [root],
      files: { [`${name}.ts`]: `${name} line\n`.repeat(200), 'pic.png': Buffer.from([0, 1]) },
    }),
  )
  git.ref('refs/heads/main', root)
  for (const [at, head] of heads.entries()) git.ref(`refs/pull/${at + 1}/head`, head)
  await git.write()
  pairs = heads.map((head) => ({ head: git.sha(head), base: git.sha(root) }))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all([git.remove(), rm(folder, { recursive: true, force: true })])
})

/**
 * Puts a git before the real one that is killed `times` times, in the middle of what it prints, where a command has
 * this word.
 */
async function killGit(word: string, times: number, bytes: number): Promise<void> {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const chances = Array.from({ length: times }, (_, at) => join(folder, `chance-${at}`))
  for (const chance of chances) await mkdir(chance)
  await mkdir(join(folder, 'bin'))
  const program = join(folder, 'bin', 'git')
  await writeFile(
    program,
    `#!/bin/sh
case " $* " in *" ${word} "*)
  for chance in ${chances.map((chance) => `'${chance}'`).join(' ')}; do
    if rmdir "$chance" 2>/dev/null; then '${real}' "$@" | head -c ${bytes}; kill -9 $$; fi
  done ;;
esac
exec '${real}' "$@"
`,
  )
  await chmod(program, 0o755)
  vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env.PATH}`)
}

const read = () => collect(streamDiffs(pairs, { gitDir: git.gitDir, signal }))

test('a git that is killed in the middle costs no pull request', async () => {
  const whole = await read()
  expect(whole.map((diff) => diff.ok && diff.degraded === null)).toEqual([true, true, true])
  // The first is whole by then, the second is not.
  await killGit('-p', 1, 3_500)
  expect(await read()).toEqual(whole)
})

test('one that is killed at the same pull request again leaves that one out, and says so', async () => {
  const whole = await read()
  await killGit('-p', 4, 0)
  const [first, ...others] = await read()
  expect(first).toEqual({ ok: false, reason: 'git diff-tree failed: it ended with a signal' })
  expect(others).toEqual(whole.slice(1))
})

test('one that is killed while a binary file is looked at neither loses nor exchanges an answer', async () => {
  const whole = await read()
  await killGit('cat-file', 1, 0)
  expect(await read()).toEqual(whole)
})

test('one that is killed while blobs are listed leaves no pull request without them', async () => {
  const whole = await readChangedBlobs(pairs, { gitDir: git.gitDir, signal })
  await killGit('--raw', 1, 0)
  expect(await readChangedBlobs(pairs, { gitDir: git.gitDir, signal })).toEqual(whole)
})
