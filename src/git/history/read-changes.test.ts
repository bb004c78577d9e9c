import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openLog } from '../../log.ts'
import { openMirrorSource } from '../../source/mirror-source.ts'
import { buildGitRepository, collect, type GitRepository } from '../../testing/git-repository.ts'
import { readUtf8 } from '../../utf8.ts'

const signal = new AbortController().signal
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** Puts a git in front of the real one that writes down what it is asked. @returns what that was so far. */
function followGit(): () => string[] {
  const folder = mkdtempSync(join(tmpdir(), 'clawtriage-git-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
  const [program, said] = [join(folder, 'git'), join(folder, 'said')]
  const path = process.env.PATH ?? ''
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${said}'\nPATH='${path}' exec git "$@"\n`)
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', `${folder}:${path}`)
  return () => readFileSync(said, 'utf8').trim().split('\n')
}

const [pulls, commitsOfEach] = [30, 20]

/** Many pull requests of many commits, whose messages have so many characters. */
async function build(longMessage: number): Promise<GitRepository> {
  const git = await buildGitRepository()
  cleanups.push(() => git.remove())
  const root = git.commit({ files: { 'a.ts': 'old\n' } })
  git.ref('refs/heads/main', root)
  for (let number = 1; number <= pulls; number++) {
    let head = root
    for (let nth = 1; nth <= commitsOfEach; nth++)
      head = git.commit({
        parents: [head],
        files: { 'a.ts': `${number} ${nth}\n` },
        message: `Step ${nth}\n\n${'word '.repeat(longMessage / 5)}\n`,
      })
    git.ref(`refs/pull/${number}/head`, head)
  }
  await git.write()
  return git
}

/** @returns how many gits compared, and how many read objects, after the list. */
async function readAll({ gitDir }: GitRepository): Promise<{ compared: number; read: number }> {
  const log = openLog('test', 'silent')
  const source = openMirrorSource({ dir: gitDir, owner: 'acme', name: 'shop', log })
  const listed = (await collect(source.listPulls({ all: true }, signal))).flat()
  const asked = followGit()
  const changes = await collect(source.fetchChanges(listed, signal))
  expect(changes.map(({ number }) => number)).toEqual(listed.map(({ number }) => number))
  for (const change of changes)
    expect(change.ok && [change.commits.length, readUtf8(change.patch).split('\n').at(-2)]).toEqual([
      commitsOfEach,
      `+${change.number} ${commitsOfEach}`,
    ])
  return {
    compared: asked().filter((line) => line.includes(' diff-tree ') && line.includes(' -p ')).length,
    read: asked().filter((line) => line.includes(' cat-file --batch ')).length,
  }
}

test('one git compares all pull requests whose commits can be held together, and one reads these', async () => {
  expect(await readAll(await build(100))).toEqual({ compared: 1, read: 1 })
})

test('of long messages no more are held than there is room for', async () => {
  // 12,000 characters for each of 180 commits are more than there is room for, so nine at a time are compared.
  expect(await readAll(await build(12_000))).toEqual({ compared: 4, read: 4 })
})

test('the history is read by one git', async () => {
  const { gitDir } = await build(100)
  const asked = followGit()
  const source = openMirrorSource({
    dir: gitDir,
    owner: 'acme',
    name: 'shop',
    log: openLog('test', 'silent'),
  })
  expect((await collect(source.listPulls({ all: true }, signal))).flat()).toHaveLength(pulls)
  expect(asked().filter((line) => / (?:log|rev-list) /.test(line))).toHaveLength(1)
})
