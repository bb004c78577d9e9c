import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSampleRepository } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { runGit } from '../src/testing/github/run-git.ts'
import { runProgram } from '../src/testing/run-program.ts'

let folder = ''
let history: GitRepository
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-check-'))
  history = await buildSampleRepository()
  const clone = join(folder, 'clone')
  await runGit(folder, ['clone', '--quiet', history.gitDir, clone])
  await runGit(clone, ['remote', 'set-url', 'origin', 'git@github.com:acme/gateway.git'])
  // A contributor makes the change of #1 once more, and has committed nothing yet.
  await runGit(clone, ['checkout', '--quiet', 'origin/port', '--', '.'])
  env = { DATA_DIR: join(folder, 'data'), INIT_CWD: clone }
})
afterAll(async () => {
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('in a clone the change is scanned for and found, with its proof, in 80 columns', async () => {
  const { code, stdout, stderr } = await runProgram('check', ['--mirror', history.gitDir], env)
  expect(stderr).toContain('acme/gateway: starting')
  expect(code).toBe(3)
  expect(stdout).toContain('#1 Parse the port of an IPv6 address\n  same change 0.')
  expect(stdout).toContain(
    "    + if (colon === -1) throw new RangeError('address has no gateway port: ' +…\n",
  )
  expect(stdout).toContain('compared with 5 of 5 open pull requests')
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('where nothing can be fetched it is compared with what an earlier scan left, and says so', async () => {
  const { code, stdout, stderr } = await runProgram(
    'check',
    [
      '--mirror',
      join(folder, 'gone'),
      '--paths',
      'lib/unheard-of.c',
      '-m',
      'Translate the licence',
      '--json',
    ],
    { ...env, DATA_DIR: join(folder, 'data') },
  )
  expect(stderr).toContain('This is compared with what an earlier scan left.')
  expect(JSON.parse(stdout)).toMatchObject({
    repository: 'acme/gateway',
    matches: [],
    compared: { open: 5, of: 5 },
  })
  expect(code).toBe(0)
})

test.each([
  [['acme/gateway'], 2, 'name the repository with --repo'],
  [['--diff', 'x', '--paths', 'y'], 2, 'exclude each other'],
  [['--url', 'ftp://x'], 2, '--url: expected the address of a service'],
  [['--url', 'http://127.0.0.1:1'], 1, '127.0.0.1:1 cannot be reached'],
  [['--url', 'http://127.0.0.1:1', '--diff', 'none.diff'], 2, 'there is no such file'],
  [['--base', 'nowhere'], 2, 'this clone has no such branch'],
])('%j ends with %i and one line', async (args, code, message) => {
  const ended = await runProgram('check', args, env)
  expect(ended.stderr).toContain(message)
  expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  expect(ended).toMatchObject({ code, stdout: '' })
})

test('a diff of standard input is asked about in the place of the clone’s', async () => {
  const diff = join(folder, 'retry.diff')
  writeFileSync(diff, await history.git('diff', 'main', 'retry'))
  const { code, stdout } = await runProgram(
    'check',
    ['--mirror', history.gitDir, '--repo', 'https://github.com/acme/gateway', '--diff', diff, '--json'],
    { ...env, INIT_CWD: folder },
  )
  expect(JSON.parse(stdout).matches).toMatchObject([{ number: 3, category: 'SAME_CHANGE' }])
  expect(code).toBe(3)
})
