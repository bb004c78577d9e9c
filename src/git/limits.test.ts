import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLongPath, writeManyFiles, writeOneFile, writeTreeBomb } from '../testing/git-bombs.ts'
import { buildGitRepository, collect, type GitRepository } from '../testing/git-repository.ts'
import { streamDiffs } from './diff/diffs.ts'
import { readChangedBlobs } from './diff/missing-blobs.ts'
import { GitFailure, runGit } from './git.ts'
import { diffMemoryMb, historyMemoryMb } from './limits.ts'
import { classifyFetchFailure } from './mirror/explain-fetch.ts'

const signal = new AbortController().signal
const mebibyte = 1024 * 1024
const hasLimiter = (() => {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

let git: GitRepository
let root = ''
let plain = ''
beforeAll(async () => {
  git = await buildGitRepository()
  const first = git.commit({ files: { 'a.ts': 'old\n' } })
  const second = git.commit({ parents: [first], files: { 'a.ts': 'new\n' } })
  git.ref('refs/heads/main', first)
  git.ref('refs/pull/1/head', second)
  await git.write()
  root = git.sha(first)
  plain = git.sha(second)
})
afterAll(() => git.remove())

const pair = (head: string) => ({ head, base: root })

describe.skipIf(!hasLimiter)('of several pull requests', () => {
  test('trees within trees fail alone, named; the others are read', async () => {
    const bomb = writeTreeBomb(git.gitDir, root)
    const pairs = [pair(plain), pair(bomb), pair(plain)]
    const [before, failed, after] = await collect(streamDiffs(pairs, { gitDir: git.gitDir, signal }))
    expect(before).toMatchObject({ ok: true, degraded: null })
    expect(failed).toEqual({
      ok: false,
      reason: `diff that git needs more than ${diffMemoryMb} MiB of memory for`,
    })
    expect(after).toEqual(before)
    const blobs = await readChangedBlobs(pairs, { gitDir: git.gitDir, signal })
    expect(blobs.map((ids) => ids?.length ?? null)).toEqual([2, null, 2])
  })

  test('a file of nothing but line ends is left out, and said to be', async () => {
    const lines = writeOneFile(git.gitDir, root, 'lines.txt', Buffer.alloc(15 * mebibyte, '\n'))
    const [diff, after] = await collect(
      streamDiffs([pair(lines), pair(plain)], { gitDir: git.gitDir, signal }),
    )
    expect(diff).toMatchObject({ ok: true, degraded: expect.stringContaining('are left out') })
    expect(after).toMatchObject({ ok: true, degraded: null })
  })
})

test('of a hundred thousand files no blob is looked for, and the diff is cut', async () => {
  const many = writeManyFiles(git.gitDir, root, 100_000)
  const [blobs, others] = await readChangedBlobs([pair(many), pair(plain)], { gitDir: git.gitDir, signal })
  expect(blobs).toBeNull()
  expect(others).toHaveLength(2)
  const [diff] = await collect(streamDiffs([pair(many)], { gitDir: git.gitDir, signal }))
  expect(diff).toMatchObject({ ok: true, degraded: expect.stringMatching(/larger than 4 MiB/) })
})

test('a path of a mebibyte is read in the time of its length', async () => {
  const long = writeLongPath(git.gitDir, root, 'A'.repeat(mebibyte))
  const [diff] = await collect(streamDiffs([pair(long)], { gitDir: git.gitDir, signal }))
  expect(diff).toMatchObject({ ok: true })
  const [blobs] = await readChangedBlobs([pair(long)], { gitDir: git.gitDir, signal })
  expect(blobs).toHaveLength(2)
})

test.skipIf(!hasLimiter)(
  'a command that needs more memory than it may take says so, which is no damage',
  async () => {
    const failure: GitFailure = await runGit(['rev-list', '--objects', '--all'], {
      gitDir: git.gitDir,
      signal,
      memoryMb: 1,
    }).catch((error) => error)
    expect(failure).toBeInstanceOf(GitFailure)
    expect(failure.message).toMatch(/it needs more than the 1 MiB of memory that it may take/)
    expect(classifyFetchFailure(failure)).toBe('other')
  },
)

test.each([
  'fatal: inflate: out of memory',
  'fatal: Out of memory, malloc failed (tried to allocate 1048577 bytes)',
  'fatal: mmap failed: Cannot allocate memory',
  'fatal: unable to create threaded lstat: Resource temporarily unavailable',
  'error: inflate: out of memory\nerror: unable to unpack 0123 header\nfatal: bad object HEAD',
])('%j is no damage', (stderr) => {
  expect(classifyFetchFailure(new GitFailure('fetch', 128, stderr))).toBe('other')
})

test('a process that the system has killed says nothing of the repository', () => {
  expect(new GitFailure('rev-list', null, '').outOfMemory).toBe(true)
  expect(new GitFailure('rev-list', 128, 'fatal: bad object HEAD').outOfMemory).toBe(false)
})

test('a large machine gives git more, a small one what is left beside the service', () => {
  expect(historyMemoryMb(490)).toBe(192)
  expect(historyMemoryMb(1_024)).toBe(384)
  expect(historyMemoryMb(64_000)).toBe(2_048)
})
