import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { type Program, runProgram, startProgram } from '../src/testing/run-program.ts'

/** `npm run trigger:scan` as a maintainer runs it, against the whole service. */
const token = 'an-ops-token-for-tests'
let folder = ''
let history: GitRepository
let model: GitHubModel
let service: Program
let url = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-trigger-'))
  history = await buildSampleRepository()
  model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  service = startProgram('supervise', [], {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: token,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
  })
  const ready = await service.line((line) => line.includes('"scope":"supervise"') && line.includes('"ready"'))
  url = (JSON.parse(ready) as { url: string }).url
})
afterAll(async () => {
  if (service?.child.exitCode === null) service.child.kill('SIGTERM')
  await service?.ended
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram('trigger-scan', args, {
    FLY_APP_URL: url,
    OPS_TRIGGER_TOKEN: token,
    TRIGGER_ACTOR: 'ann',
    ...env,
  })
const gateway = ['--owner', 'acme', '--repo', 'gateway']

test('a scan is asked for and followed to its end; asked for again it is not made twice', async () => {
  const first = await run([...gateway, '--snapshot', 'night:1', '--wait'])
  expect(first.stderr).toContain('acme/gateway: scan night:1 is in the queue')
  expect(first.stdout).toBe(
    `acme/gateway: ${samplePulls.length} pull requests: ${samplePulls.length} analyzed, 0 unchanged, 0 could not be read\n`,
  )
  expect(first.code).toBe(0)
  const again = await run([...gateway, '--snapshot', 'night:1', '--json'])
  expect(JSON.parse(again.stdout)).toMatchObject({
    enqueued: false,
    owner: 'acme',
    repo: 'gateway',
    snapshot: 'night:1',
  })
  const fresh = await run([...gateway, '--fresh', '--wait', '--json'])
  expect(JSON.parse(fresh.stdout)).toMatchObject({
    enqueued: true,
    state: 'done',
    progress: { analyzed: 0, unchanged: samplePulls.length },
    actor: 'ann',
  })
  expect([again.code, fresh.code]).toEqual([0, 0])
  expect(JSON.stringify([first, again, fresh])).not.toContain(token)
})

test('a scan that fails ends with 1 and its reason', async () => {
  const { code, stdout } = await run(['--owner', 'acme', '--repo', 'nowhere', '--wait'])
  expect(stdout).toMatch(/^acme\/nowhere: the scan failed: GitHub knows no repository acme\/nowhere/)
  expect(code).toBe(1)
})

test('what is wrong with the command, the settings or the app is one line', async () => {
  const cases = [
    [await run(['--owner', 'a b', '--repo', 'c']), 2, /^trigger:scan: "a b\/c" is not a repository/],
    [await run(gateway, { FLY_APP_URL: '' }), 2, /^trigger:scan: FLY_APP_URL is not set/],
    [await run(gateway, { OPS_TRIGGER_TOKEN: '' }), 2, /^trigger:scan: OPS_TRIGGER_TOKEN is not set/],
    [
      await run(gateway, { OPS_TRIGGER_TOKEN: 'another-token-of-another-person' }),
      1,
      /does not know this token/,
    ],
    [await run(['--owner', 'other', '--repo', 'c']), 1, /other\/c is not in PUBLIC_SCAN_ALLOWED_REPOS/],
  ] as const
  for (const [{ code, stdout, stderr }, expected, message] of cases) {
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect([code, stdout]).toEqual([expected, ''])
    expect(stderr).not.toMatch(/an-ops-token|another-token/)
  }
  expect((await run(['--help'])).stdout).toContain('usage: npm run trigger:scan')
})
