import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { readAhead } from './read-ahead.ts'

const log = openLog('test', 'silent')
const { signal } = new AbortController()
const dataDir = mkdtempSync(join(tmpdir(), 'clawtriage-ahead-'))
const built: GitRepository[] = []
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
afterEach(async () => {
  for (const git of built.splice(0)) await git.remove()
})

async function mirror(): Promise<GitRepository> {
  const git = await buildGitRepository()
  built.push(git)
  const root = git.commit({ files: { a: '1\n' } })
  git.ref('refs/heads/main', root)
  git.ref('refs/pull/7/head', git.commit({ parents: [root], files: { a: '2\n' } }))
  await git.write()
  return git
}

const yard = { owner: 'acme', repo: 'yard' }
const text = (dir: string) => JSON.stringify({ dir, ...yard })

test('a mirror that is read ahead is given once, and to a scan of just this one', async () => {
  const { gitDir } = await mirror()
  const ahead = readAhead(text(gitDir), dataDir, log, signal)!
  const wanted = { kind: 'mirror', dir: gitDir } as const
  expect(ahead.take({ kind: 'git' }, yard)).toBeNull()
  expect(ahead.take({ kind: 'mirror', dir: '/elsewhere' }, yard)).toBeNull()
  expect(ahead.take(wanted, { owner: 'acme', repo: 'garden' })).toBeNull()
  const source = ahead.take(wanted, yard)!
  expect(await source.fetchRepository(signal)).toMatchObject({ owner: 'acme', defaultBranch: 'main' })
  expect(ahead.take(wanted, yard)).toBeNull()
})

test('what is wrong with the mirror is told to the scan that asks', async () => {
  const git = await mirror()
  rmSync(git.gitDir, { recursive: true })
  const ahead = readAhead(text(git.gitDir), dataDir, log, signal)!
  await new Promise((resolve) => setTimeout(resolve, 50))
  await expect(
    ahead.take({ kind: 'mirror', dir: git.gitDir }, yard)!.fetchRepository(signal),
  ).rejects.toMatchObject({ name: 'AppError' })
})

test('without a word of it nothing is read ahead', () => {
  expect(readAhead(undefined, dataDir, log, signal)).toBeNull()
})
