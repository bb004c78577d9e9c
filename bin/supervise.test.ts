import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOf } from '../src/supervise/process-identity.ts'
import { launchChromium } from '../src/testing/browser.ts'
import { checkPageAnswers } from '../src/testing/check-page-answers.ts'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { type Program, runProgram, startProgram } from '../src/testing/run-program.ts'

/**
 * The whole service as `npm start` runs it, on a model of GitHub: the tests below follow one another through its life.
 */
const opsToken = 'an-ops-token-for-tests'
let folder = ''
let history: GitRepository
let model: GitHubModel
let env: Record<string, string>
let service: Program
let url = ''
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-service-'))
  history = await buildSampleRepository()
  model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/gateway',
  }
  service = startProgram('supervise', [], env)
  const ready = await service.line(
    (line) => line.includes('"scope":"supervise"') && line.includes('"msg":"ready"'),
  )
  url = (JSON.parse(ready) as { url: string }).url
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  if (service?.child.exitCode === null) service.child.kill('SIGTERM')
  await service?.ended
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
type Answer = Record<string, any>
const getJson = async (path: string) => (await fetch(`${url}${path}`)).json() as Promise<Answer>
const childPids = (): Record<string, number> =>
  Object.fromEntries(
    (
      JSON.parse(readFileSync(join(folder, 'data/children.json'), 'utf8')) as { name: string; pid: number }[]
    ).map(({ name, pid }) => [name, pid]),
  )

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('everything is up, and the health says so', async () => {
  const response = await fetch(`${url}/api/health`)
  expect(await response.json()).toEqual({
    ok: true,
    checks: { postgres: 'up', redis: 'up', worker: 'up' },
    version: expect.any(String),
  })
  expect(response.status).toBe(200)
})

test('a trigger is scanned once, and its duplicate set can be read', async () => {
  const trigger = () =>
    fetch(`${url}/api/ops/public-scan`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${opsToken}`,
        'content-type': 'application/json',
        'x-trigger-actor': 'a test',
      },
      body: JSON.stringify({ owner: 'acme', repo: 'gateway' }),
    })
  const answers = await Promise.all(Array.from({ length: 10 }, trigger))
  expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(9)
  const { statusUrl } = (await answers[0]!.json()) as { statusUrl: string }
  const scan = await until(async () => {
    const status = await getJson(statusUrl)
    return ['done', 'failed'].includes(status.state) ? status : undefined
  })
  expect(scan).toMatchObject({
    state: 'done',
    actor: 'a test',
    error: null,
    progress: { listed: 5, analyzed: 5, unchanged: 0, failed: 0 },
  })

  const { items, counts, nextCursor } = await getJson('/api/repos/acme/gateway/duplicate-sets')
  expect(items).toMatchObject([
    { category: 'SAME_CHANGE', original: 1, members: [{ number: 1 }, { number: 2 }] },
  ])
  expect(counts).toMatchObject({ ALL: 1, SAME_CHANGE: 1 })
  expect(nextCursor).toBeNull()
  const set = await getJson(`/api/repos/ACME/GATEWAY/duplicate-sets/${items[0].id}`)
  expect(set.edges[0]).toMatchObject({
    a: 1,
    b: 2,
    evidence: { sharedProductionPaths: ['src/gateway/port.ts'] },
  })
  const candidates = await getJson('/api/repos/acme/gateway/pulls/2/candidates')
  expect(candidates.items[0]).toMatchObject({ pull: { number: 1 }, edge: { category: 'SAME_CHANGE' } })
  expect((await getJson('/api/repos')).items).toMatchObject([
    { name: 'gateway', openPulls: 5, duplicateSets: 1 },
  ])
  expect((await getJson('/api/repos/acme/gateway/scans')).items).toHaveLength(1)
  expect(model.writes()).toEqual([])
})

test('the dashboard shows the set in a real browser, and a hostile title stays text', async () => {
  const page = await browser.newPage()
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text())
  })
  const readUndescribed = await checkPageAnswers(page, url)
  let alerted = false
  page.on('dialog', (dialog) => {
    alerted = true
    void dialog.dismiss()
  })
  await page.goto(`${url}/acme/gateway`)
  await page.getByText('Parse the port of an IPv6 address').first().click()
  await page.waitForURL('**/acme/gateway/sets/*')
  // Playwright looks into shadow roots; a title that had become markup would have no such text.
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
  await page.getByText('src/gateway/port.ts').first().waitFor()
  expect(alerted).toBe(false)
  expect(violations).toEqual([])
  expect(await readUndescribed()).toEqual([])
  await page.close()
})

test.each(['worker', 'redis', 'postgres'] as const)(
  'with %s frozen for a moment nothing hangs, and the health still answers at once',
  async (name) => {
    await until(async () => ((await getJson('/api/health')).ok === true ? true : undefined))
    const pid = childPids()[name]!
    process.kill(pid, 'SIGSTOP')
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) })
      // Silent for less than 30 s is busy, not down; src/api/health.test.ts goes beyond.
      expect(response.status).toBe(200)
      const read = await fetch(`${url}/api/repos`, { signal: AbortSignal.timeout(40_000) })
      expect([200, 503]).toContain(read.status)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    await until(async () => ((await getJson('/api/health')).ok === true ? true : undefined))
  },
)

test('a second service on the same folder is refused with one line', async () => {
  const { code, stderr } = await runProgram('supervise', [], env)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^supervise: DATA_DIR .* is in use by process \d+/)
})

test('a port that is taken is one clear line and leaves nothing running', async () => {
  const taken = new URL(url).port
  const { code, stderr } = await runProgram('supervise', [], {
    ...env,
    DATA_DIR: join(folder, 'other'),
    PORT: taken,
  })
  expect(stderr).toContain(`port ${taken} is in use: stop what uses it, or set PORT`)
  expect(code).toBe(1)
})

test('told to stop while it makes its database it stops with 0 and leaves nothing running', async () => {
  const dataDir = join(folder, 'early')
  const early = startProgram('supervise', [], { ...env, DATA_DIR: dataDir })
  await until(async () => (existsSync(join(dataDir, 'postgres.new')) ? true : undefined))
  early.child.kill('SIGTERM')
  const { code, stdout, stderr } = await early.ended
  expect(stderr).toBe('')
  expect(stdout).toContain('"msg":"stopped while starting"')
  expect(code).toBe(0)
  for (const left of ['supervisor.lock', 'children.json', 'postgres/PG_VERSION'])
    expect(existsSync(join(dataDir, left)), left).toBe(false)
})

test('bad settings stop it before anything starts, all named at once', async () => {
  const { code, stderr } = await runProgram('supervise', [], { ...env, PORT: 'x', GITHUB_MODE: 'loud' })
  expect(stderr).toContain('PORT="x"')
  expect(stderr).toContain('GITHUB_MODE="loud"')
  expect(code).toBe(2)
})

test('when a child dies the service ends with a failing code, and takes the others along', async () => {
  const pids = childPids()
  process.kill(pids.worker!, 'SIGKILL')
  const { code, stdout } = await service.ended
  expect(code).toBe(1)
  expect(stdout).toContain('worker was ended by SIGKILL')
  for (const pid of Object.values(pids)) expect(startOf(pid)).toBeNull()
})

test('it starts again on what it left, its worker behind those who read, and ends with 0 when it is told to', async () => {
  service = startProgram('supervise', [], {
    ...env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    DASHBOARD_PUBLIC: 'true',
  })
  const ready = await service.line(
    (line) => line.includes('"scope":"supervise"') && line.includes('"msg":"ready"'),
  )
  url = (JSON.parse(ready) as { url: string }).url
  expect((await getJson('/api/repos/acme/gateway/duplicate-sets')).items).toHaveLength(1)
  const pids = childPids()
  const behind = Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL)
  expect(getPriority(pids.worker)).toBe(behind)
  for (const name of ['api', 'postgres', 'redis']) expect(getPriority(pids[name]), name).toBe(getPriority())
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
  for (const pid of Object.values(pids)) expect(startOf(pid)).toBeNull()
})
