import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { startOf } from '../src/supervise/process-identity.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'
import { type SampleModel, startSampleModel } from '../src/testing/sample-model.ts'

/** The whole service on a model of GitHub, whose worker asks for a fresh process soon after each scan. */
const opsToken = 'an-ops-token-for-tests'
let folder = ''
let model: SampleModel
const services: Program[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-renewal-'))
  model = await startSampleModel()
})
afterAll(async () => {
  for (const { child, ended } of services) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended
  }
  await model?.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Service {
  program: Program
  /** The pids of what runs, by name. */
  pids(): Record<string, number>
  /** Has it scan, and says where the scan's state is. */
  trigger(snapshot: string): Promise<string>
  /** Resolves when that scan has ended well. */
  scanned(statusUrl: string): Promise<void>
  /** Scans once, and resolves with the worker's pid when it is told to make room; it is busy for a moment then. */
  makesRoom(): Promise<number>
  health(): Promise<number>
}

async function start(name: string): Promise<Service> {
  const dataDir = join(folder, name)
  const program = startProgram('supervise', [], {
    NODE_OPTIONS: `--require ${join(projectRoot, 'src/testing/renew-soon.cjs')}`,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'debug',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/gateway',
  })
  services.push(program)
  const ready = await program.line((line) => says(line, 'supervise', 'ready') && line.includes('"url"'))
  const { url } = JSON.parse(ready) as { url: string }
  const service: Service = {
    program,
    pids: () =>
      Object.fromEntries(
        (
          JSON.parse(readFileSync(join(dataDir, 'children.json'), 'utf8')) as { name: string; pid: number }[]
        ).map((child) => [child.name, child.pid]),
      ),
    async trigger(snapshot) {
      const answer = await fetch(`${url}/api/ops/public-scan`, {
        method: 'POST',
        headers: { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ owner: 'acme', repo: 'gateway', snapshot }),
      })
      expect(answer.status).toBe(202)
      return ((await answer.json()) as { statusUrl: string }).statusUrl
    },
    async scanned(statusUrl) {
      await expect
        .poll(async () => ((await (await fetch(url + statusUrl)).json()) as { state: string }).state, {
          timeout: 60_000,
        })
        .toBe('done')
    },
    async makesRoom() {
      const { worker } = service.pids()
      await service.scanned(await service.trigger('first'))
      await program.line((line) => line === `told to end: ${worker}`)
      return worker!
    },
    health: async () => (await fetch(`${url}/api/health`)).status,
  }
  return service
}

const says = (line: string, scope: string, message: string) =>
  line.includes(`"scope":"${scope}"`) && line.includes(`"msg":"${message}"`)

/** Resolves when the old worker has ended and before a fresh one can work: no one takes jobs. */
async function untilGone(pid: number): Promise<void> {
  while (startOf(pid) !== null) await sleep(2)
}

// Bun's worker asks for none.
const renews = test.skipIf(process.versions.bun !== undefined)
const times = { timeout: 120_000 }

renews('what is asked for while a worker is replaced is scanned, and health stays well', times, async () => {
  const service = await start('asked')
  const statuses = new Set<number>()
  let isOver = false
  const watched = (async () => {
    while (!isOver) {
      statuses.add(await service.health())
      await sleep(20)
    }
  })()
  const old = await service.makesRoom()
  const atOnce = await service.trigger('at-once')
  await untilGone(old)
  const withoutWorker = await service.trigger('without-worker')
  await Promise.all([service.scanned(atOnce), service.scanned(withoutWorker)])
  await service.program.line((line) => says(line, 'supervise', 'renewed'))
  isOver = true
  await watched
  expect(service.pids().worker).not.toBe(old)
  expect([...statuses]).toEqual([200])
})

renews(
  'told to stop while a worker is replaced it stops with 0 and leaves nothing running',
  times,
  async () => {
    const service = await start('stopped')
    const old = await service.makesRoom()
    await untilGone(old)
    // Its successor, too, which is starting.
    await expect.poll(() => service.pids().worker ?? old, { interval: 2, timeout: 20_000 }).not.toBe(old)
    const pids = service.pids()
    service.program.child.kill('SIGTERM')
    const { code, stdout } = await service.program.ended
    expect(code).toBe(0)
    expect(stdout).not.toMatch(/"level":"(?:error|fatal)"/)
    expect(stdout).not.toContain('"msg":"renewed"')
    for (const pid of Object.values(pids)) expect(startOf(pid)).toBeNull()
    expect(existsSync(join(folder, 'stopped/children.json'))).toBe(false)
  },
)

renews('a worker that is killed as it makes room takes nothing along', times, async () => {
  const service = await start('killed')
  const old = await service.makesRoom()
  const statusUrl = await service.trigger('second')
  process.kill(old, 'SIGKILL')
  await service.scanned(statusUrl)
  expect(service.pids().worker).not.toBe(old)
})

renews('where its successor is killed too, the next service scans what was asked for', times, async () => {
  const service = await start('lost')
  const old = await service.makesRoom()
  await untilGone(old)
  const statusUrl = await service.trigger('second')
  await expect.poll(() => service.pids().worker ?? old, { interval: 2, timeout: 20_000 }).not.toBe(old)
  process.kill(service.pids().worker!, 'SIGKILL')
  const { code, stdout } = await service.program.ended
  expect(stdout).toContain('worker could not be started anew')
  expect(code).toBe(1)
  await (await start('lost')).scanned(statusUrl)
})
