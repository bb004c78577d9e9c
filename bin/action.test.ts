import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveUserAgent } from '../src/github/user-agent.ts'
import { projectRoot } from '../src/root.ts'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { runProgram } from '../src/testing/run-program.ts'

let folder = ''
let history: GitRepository
let model: GitHubModel
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-action-'))
  history = await buildSampleRepository()
  model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  env = {
    DATA_DIR: join(folder, 'data'),
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    GITHUB_REPOSITORY: 'Acme/gateway',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    // As an input that is not given arrives.
    CLAWTRIAGE_URL: '',
    CLAWTRIAGE_MAX_OPEN_PRS: '',
    DASHBOARD_TOKEN: '',
  }
})
afterAll(async () => {
  await model.close()
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
})

const run = async (more: Record<string, string>) => {
  writeFileSync(env.GITHUB_STEP_SUMMARY!, '')
  const ended = await runProgram('action', [], { ...env, ...more })
  return { ...ended, summary: readFileSync(env.GITHUB_STEP_SUMMARY!, 'utf8') }
}
const pullEvent = (pull: unknown) =>
  writeFileSync(env.GITHUB_EVENT_PATH!, JSON.stringify({ pull_request: pull }))

test('on a pull request the summary names what else does the same, and nothing is written to GitHub', async () => {
  pullEvent({ number: 1, title: 'Parse the port', body: null, base: { ref: 'main' } })
  const { code, summary, stderr } = await run({ GITHUB_EVENT_NAME: 'pull_request' })
  expect(stderr).not.toContain('action:')
  expect(code).toBe(0)
  expect(summary).toMatch(/^## Has it been proposed already\?\n\n- #2 `<img src=x onerror=alert\(1\)> /)
  expect(summary).toContain('**same change**')
  expect(summary).not.toContain('- #1 ')
  expect(summary).toContain('Compared with 5 of 5 open pull requests, scanned ')
  const askers = model.requests().map(({ userAgent }) => userAgent?.split(' octokit')[0])
  expect(new Set(askers)).toEqual(new Set([deriveUserAgent(null)]))
  expect(model.writes()).toEqual([])
})

test('on a schedule the summary reports on the last days, and lists the duplicate sets', async () => {
  const { code, summary } = await run({ GITHUB_EVENT_NAME: 'schedule' })
  expect(code).toBe(0)
  expect(summary).toMatch(/^# Duplicates in `Acme\/gateway`\n\nFrom /)
  expect(summary).toContain('| New sets | 1 |')
  expect(summary).toContain('## 1 duplicate set\n\n- **same change** (0.')
  expect(summary).toContain(
    '#2 does what #1 does: `identical production change in src/gateway/port.ts; 1 test file only in #2`',
  )
  expect(summary).toContain('5 pull requests, ')
})

test('an outage of the service leaves a contributor’s run green, and an event that is none is refused', async () => {
  const { code, stdout, summary } = await run({
    GITHUB_EVENT_NAME: 'pull_request',
    CLAWTRIAGE_URL: 'http://127.0.0.1:1',
  })
  expect(code).toBe(0)
  expect(stdout).toContain(
    '::warning::ClawTriage could not check this pull request: 127.0.0.1:1 cannot be reached',
  )
  expect(summary).toBe('ClawTriage could not check this pull request.\n')
  pullEvent({ number: '1' })
  expect(await run({ GITHUB_EVENT_NAME: 'pull_request' })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the event of this run holds no pull request'),
  })
  expect(await run({ GITHUB_REPOSITORY: '' })).toMatchObject({ code: 2 })
})

test('action.yml gives no input to a shell, and its version is the package’s', () => {
  const text = readFileSync(join(projectRoot, 'action.yml'), 'utf8')
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  expect(text).toContain(`default: ${version}\n`)
  for (const line of text.split('\n')) if (line.trim().startsWith('run:')) expect(line).not.toContain('${{')
})

test('the hook of docs/agents.md lets a push through even when it finds something', () => {
  const [, hook = ''] = /```sh\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(
    readFileSync(join(projectRoot, 'docs/agents.md'), 'utf8'),
  )!
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const file = join(folder, 'pre-push')
  writeFileSync(file, hook)
  writeFileSync(join(bin, 'clawtriage'), '#!/bin/sh\necho "found $*" \nexit 3\n')
  for (const path of [file, join(bin, 'clawtriage')]) chmodSync(path, 0o755)
  const at = (PATH: string) =>
    execFileSync(file, { env: { PATH }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  expect(at(`${bin}:/usr/bin:/bin`)).toBe('')
  expect(at('/usr/bin:/bin')).toBe('')
})
