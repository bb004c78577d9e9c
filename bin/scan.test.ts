import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { checkAgainstOpenApi } from '../src/testing/github/openapi.ts'
import { runGit } from '../src/testing/github/run-git.ts'
import { runProgram, startProgram } from '../src/testing/run-program.ts'

let folder = ''
let history: GitRepository
let model: GitHubModel
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-scan-'))
  history = await buildSampleRepository()
  model = await startGitHubModel({ checkAnswer: checkAgainstOpenApi() })
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  const empty = join(folder, 'empty.git')
  await runGit(folder, ['init', '--quiet', '--bare', empty])
  env = {
    DATA_DIR: join(folder, 'data'),
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
  }
})
afterAll(async () => {
  await model.close()
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Report {
  sets: {
    category: string
    original: number
    members: { number: number }[]
    edges: { evidence: { reasons: string[] } }[]
  }[]
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  githubRequests: number
}
const scanJson = async (...args: string[]): Promise<Report> => {
  const { code, stdout, stderr } = await runProgram('scan', ['acme/gateway', '--json', ...args], env)
  expect(stderr).not.toContain('scan:')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Report
}
const theSet = [{ original: 1, members: [{ number: 1 }, { number: 2 }] }]

test('a mirror is scanned without any network, and stdout holds nothing but the JSON', async () => {
  const sent = model.requests().length
  const report = await scanJson('--mirror', history.gitDir)
  expect(report).toMatchObject({
    listed: 5,
    analyzed: 5,
    unchanged: 0,
    failed: 0,
    githubRequests: 0,
    sets: theSet,
  })
  expect(report.sets).toHaveLength(1)
  expect(report.sets[0]!.category).toBe('SAME_CHANGE')
  expect(report.sets[0]!.edges[0]!.evidence.reasons[0]).toContain('src/gateway/port.ts')
  expect(model.requests()).toHaveLength(sent)
})

test('a second scan analyses nothing again and finds the same', async () => {
  const report = await scanJson('--mirror', history.gitDir)
  expect(report).toMatchObject({ listed: 5, analyzed: 0, unchanged: 5, sets: theSet })
})

test.each(['git', 'api'] as const)('the %s source finds the same in a fresh data folder', async (source) => {
  env = { ...env, DATA_DIR: join(folder, source) }
  const report = await scanJson('--source', source)
  expect(report).toMatchObject({ listed: 5, analyzed: 5, failed: 0, sets: theSet })
  expect(report.githubRequests).toBeGreaterThan(0)
  expect(model.writes()).toEqual([])
})

test('the table names the members, the original first, in words that no title can forge', async () => {
  const { code, stdout } = await runProgram(
    'scan',
    ['acme/gateway', '--source', 'git', '--max-open-prs', '4'],
    env,
  )
  expect(code).toBe(0)
  expect(stdout).toContain('● #1 Parse the port of an IPv6 address')
  expect(stdout).toContain('<img src=x onerror=alert(1)>␛[31m')
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toContain('\u202e')
  expect(stdout).toContain(`${model.serverUrl}/Acme/gateway/pull/NUMBER`)
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(stdout).toMatch(/1 duplicate set in acme\/gateway · 4 listed/)
})

test('a repository may be given by its address, that of a pull request, or by the clone one stands in', async () => {
  const clone = join(folder, 'clone')
  await runGit(folder, ['init', '--quiet', clone])
  await runGit(clone, ['remote', 'add', 'origin', `${model.serverUrl}/Acme/gateway.git`])
  for (const args of [[`${model.serverUrl}/Acme/gateway/pull/2/files`], []]) {
    const { code, stdout, stderr } = await runProgram('scan', [...args, '--json'], {
      ...env,
      INIT_CWD: clone,
    })
    expect({ code, said: code === 0 ? '' : stderr }).toEqual({ code: 0, said: '' })
    expect(stderr).toMatch(/^Acme\/gateway: starting/)
    expect(JSON.parse(stdout)).toMatchObject({ sets: theSet })
  }
})

test('--serve takes the next port when 3000 is taken, unless PORT asks for one', async () => {
  const taken = createServer()
  // Another server may have it: that serves as well.
  await new Promise<void>((resolve) =>
    taken.once('error', () => resolve()).listen(3_000, '127.0.0.1', resolve),
  )
  try {
    const args = ['acme/gateway', '--mirror', history.gitDir, '--serve']
    const scan = startProgram('scan', args, env)
    const line = await scan.line((text) => text.startsWith('dashboard: '), 'stderr')
    const url = /http:\S+/.exec(line)![0]
    expect(new URL(url).port).not.toBe('3000')
    expect((await fetch(url)).status).toBe(200)
    scan.child.kill('SIGINT')
    expect((await scan.ended).code).toBe(0)
    const refused = await runProgram('scan', args, { ...env, PORT: '3000' })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/^scan: .*port 3000 is in use/m)
  } finally {
    taken.close()
  }
})

test('a scan that is given a name is not run twice', async () => {
  await scanJson('--source', 'git', '--snapshot', 'once')
  const sent = model.requests().length
  const again = await scanJson('--source', 'git', '--snapshot', 'once')
  expect(again.sets).toMatchObject(theSet)
  expect(model.requests()).toHaveLength(sent)
})

test.each([
  [['acme/unknown'], 1, /acme\/unknown/],
  [['acme/gateway', '--mirror', '/nonexistent'], 1, /\/nonexistent/],
  [['acme'], 2, /expected owner\/repo/],
  [['https://gitlab.com/acme/gateway'], 2, /gitlab\.com is not 127\.0\.0\.1/],
  [['acme/gateway', '--max-open-prs', '-1'], 2, /max-open-prs/],
])('%j fails with one clear line', async (args, expected, message) => {
  const { code, stdout, stderr } = await runProgram('scan', args, env)
  expect(stdout).toBe('')
  expect(stderr).toMatch(message)
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('scan:')),
  ).toHaveLength(1)
  expect(stderr).not.toContain('    at ')
  expect(code).toBe(expected)
})

test('an empty mirror is one clear line', async () => {
  const { code, stderr } = await runProgram(
    'scan',
    ['acme/gateway', '--mirror', join(folder, 'empty.git')],
    env,
  )
  expect(stderr).toMatch(/^scan: .*empty/m)
  expect(code).toBe(1)
})

test('--help explains every option and starts nothing', async () => {
  const { code, stdout } = await runProgram('scan', ['--help'], { ...env, DATA_DIR: '/nonexistent/never' })
  expect(code).toBe(0)
  for (const option of ['--source', '--mirror', '--max-open-prs', '--all', '--snapshot', '--json', '--serve'])
    expect(stdout).toContain(option)
})
