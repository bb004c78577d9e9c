import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { buildGitEnvironment } from './environment.ts'
import { GitFailure, runGit, startGit } from './git.ts'

const signal = new AbortController().signal
let git: GitRepository
beforeEach(async () => {
  git = await buildGitRepository()
})
afterEach(() => git.remove())

test('nothing of the environment reaches git but what it needs', () => {
  const env = buildGitEnvironment('none', [['http.extraHeader', 'secret']], {
    PATH: '/bin',
    HOME: '/home/someone',
    GIT_DIR: '/elsewhere',
    GIT_EXTERNAL_DIFF: 'touch pwned',
    GIT_SSH_COMMAND: 'touch pwned',
    GITHUB_TOKEN: 'token',
    LC_ALL: 'de_DE',
    https_proxy: 'http://proxy',
  })
  expect(env).toMatchObject({
    PATH: '/bin',
    LC_ALL: 'C',
    https_proxy: 'http://proxy',
    GIT_TERMINAL_PROMPT: '0',
  })
  expect(env).toMatchObject({
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: 'secret',
  })
  for (const name of ['GIT_DIR', 'GIT_EXTERNAL_DIFF', 'GIT_SSH_COMMAND', 'GITHUB_TOKEN'])
    expect(env).not.toHaveProperty(name)
  expect(env.HOME).not.toBe('/home/someone')
})

test('no command reaches a network or another program unless it may', async () => {
  const marker = join(git.gitDir, 'pwned')
  for (const url of [`ext::touch ${marker}`, 'ssh://localhost/x', `file://${git.gitDir}`]) {
    const failure = await runGit(['ls-remote', url], { gitDir: git.gitDir, signal }).catch((error) => error)
    expect(failure).toBeInstanceOf(GitFailure)
    expect(failure.message).toMatch(/transport '.*' not allowed/)
  }
  const ext = runGit(['ls-remote', `ext::touch ${marker}`], {
    gitDir: git.gitDir,
    signal,
    network: 'allowed',
  })
  await expect(ext).rejects.toThrow(/transport 'ext' not allowed/)
  await expect(
    runGit(['ls-remote', `file://${git.gitDir}`], { gitDir: git.gitDir, signal, network: 'allowed' }),
  ).resolves.toBeDefined()
})

test('a failure is one line, without control characters or a credential', async () => {
  const url = 'http://someone:hunter2@127.0.0.1:1/\x1b[31mx'
  const failure: GitFailure = await runGit(['ls-remote', url], {
    gitDir: git.gitDir,
    signal,
    network: 'allowed',
  }).catch((error) => error)
  expect(failure).toBeInstanceOf(GitFailure)
  expect(failure.message).toMatch(/^git ls-remote failed: /)
  expect(failure.message).not.toMatch(/[\x00-\x1f]|hunter2/)
  expect(failure.stderr).not.toContain('hunter2')
})

test('a process ends when it is told to, with the reason that was given', async () => {
  const stopping = new AbortController()
  // It waits for its input, which never ends.
  const waiting = startGit(['cat-file', '--batch'], { gitDir: git.gitDir, signal: stopping.signal })
  stopping.abort(new Error('enough'))
  await expect(waiting.done).rejects.toThrow('enough')
  expect(() => startGit(['version'], { gitDir: git.gitDir, signal: stopping.signal })).toThrow('enough')
})

test('a process that takes longer than its deadline is ended', async () => {
  const waiting = startGit(['cat-file', '--batch'], { gitDir: git.gitDir, signal, deadlineMs: 50 })
  await expect(waiting.done).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/took longer than/),
  })
})

test('more output than is wanted is refused instead of held', async () => {
  const big = git.commit({ files: { big: 'x'.repeat(200_000) } })
  git.ref('refs/heads/main', big)
  await git.write()
  const reading = runGit(['cat-file', 'blob', 'main:big'], { gitDir: git.gitDir, signal, maxBytes: 1_000 })
  await expect(reading).rejects.toMatchObject({ code: 'TOO_LARGE' })
})

test('a repository that is gone, or no git at all, is one line that says what to do', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'clawtriage-gone-'))
  await rm(dir, { recursive: true })
  await expect(runGit(['version'], { gitDir: dir, signal })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/is git \(2\.30 or newer\) on PATH/),
  })
})

test('a transfer that broke off is explained by what the network said, not by the half pack that was left', () => {
  const stderr = [
    'error: RPC failed; curl 28 Operation too slow. Less than 1000 bytes/sec transferred the last 300 seconds',
    'fetch-pack: unexpected disconnect while reading sideband packet',
    'fatal: protocol error: bad pack header',
  ].join('\n')
  expect(new GitFailure('fetch', 128, stderr).message).toBe(
    'git fetch failed: RPC failed; curl 28 Operation too slow. Less than 1000 bytes/sec transferred the last 300 seconds',
  )
})
