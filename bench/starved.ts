import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, describeError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { findFreePort } from '../src/terminal/free-port.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { startGitHubModel } from '../src/testing/github/github-model.ts'
import { openCell } from './cell.ts'

/** What Fly gives a shared processor when it has used up what it saved: 5 of 80 ms. */
const sixteenth = { quotaMicros: 5_000, periodMicros: 80_000 }
const token = 'token-of-the-starved-benchmark'
/** Fly's: a check that takes longer has failed, and a machine that stops longer is killed (fly.toml). */
const healthTimeoutMs = 5_000
const killTimeoutMs = 60_000
const defaultPulls = 50
const mostMinutes = 30

/**
 * The whole life of the service on a sixteenth of a processor: start on an empty folder, a first scan while its health
 * is asked, the stop. Linux, root and a build (npm run build); the model of GitHub that is scanned is not throttled.
 */
export async function benchStarved(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const program = join(projectRoot, 'dist/supervise.js')
  if (!existsSync(program)) throw new AppError('UNAVAILABLE', 'there is no build: npm run build first')
  const pulls = options.get('pulls') ?? defaultPulls
  const cell = openCell({ cpu: sixteenth })
  const folder = mkdtempSync(join(tmpdir(), 'ct-starved-'))
  const git = await buildBusyRepository(pulls)
  const model = await startGitHubModel()
  const repository = await model.addRepository('acme', 'shop', git.gitDir)
  const now = Date.now()
  await repository.openPulls(
    git.heads.map((head, at) => ({ head, createdAt: new Date(now - (pulls - at) * 3_600_000) })),
  )
  const port = await findFreePort(4_200, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  let began = performance.now()
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(1)
  const child = spawn(...cell.enter(process.execPath, [program]), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      OPS_TRIGGER_TOKEN: token,
      DASHBOARD_TOKEN: token,
      GITHUB_API_URL: model.apiUrl,
      GITHUB_SERVER_URL: model.serverUrl,
      PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const requireAlive = () => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new AppError('UNAVAILABLE', `the service ended:\n${said.slice(-1_500)}`)
    if (performance.now() - began > mostMinutes * 60_000)
      throw new AppError('UNAVAILABLE', `not done after ${mostMinutes} minutes`)
  }
  try {
    while ((await askHealth(url)).problem !== null) {
      requireAlive()
      await sleep(500)
    }
    write(`healthy after ${seconds()} s`)
    began = performance.now()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ owner: 'acme', repo: 'shop', snapshot: 'starved' })
    const trigger = await fetch(`${url}/api/ops/public-scan`, { method: 'POST', headers, body })
    if (trigger.status !== 202)
      throw new AppError('UNAVAILABLE', `the trigger was answered ${trigger.status}`)
    const times: number[] = []
    const problems: string[] = []
    for (;;) {
      const { problem, ms } = await askHealth(url)
      times.push(ms)
      if (problem !== null) problems.push(`${seconds()} s: ${problem}`)
      requireAlive()
      const answer = await fetch(`${url}/api/ops/scans/acme/shop/starved`, { headers }).catch(() => null)
      const scan = (await answer?.json().catch(() => null)) as {
        state?: string
        error?: string
        progress?: object
      } | null
      if (scan?.state === 'failed') throw new AppError('UNAVAILABLE', `the scan failed: ${scan.error}`)
      if (scan?.state === 'done') {
        write(`scanned ${JSON.stringify(scan.progress)} in ${seconds()} s`)
        break
      }
      await sleep(1_000)
    }
    times.sort((a, b) => a - b)
    const answered = times.length - problems.length
    write(
      `health answered ${answered} of ${times.length} times during the scan, half of them within ${Math.round(times[times.length >> 1]!)} ms, the slowest after ${Math.round(times.at(-1)!)} ms`,
    )
    for (const problem of problems.slice(0, 5)) write(`  ${problem}`)
  } finally {
    const asked = performance.now()
    child.kill('SIGTERM')
    const late = setTimeout(() => cell.kill(), killTimeoutMs)
    const code = await ended
    clearTimeout(late)
    const tookMs = performance.now() - asked
    write(`stopped with ${code} within ${(tookMs / 1_000).toFixed(1)} s of ${killTimeoutMs / 1_000}`)
    await model.close()
    await git.remove()
    await cell.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns what is wrong; null when the service is well within Fly's time for a check. */
async function askHealth(url: string): Promise<{ problem: string | null; ms: number }> {
  const began = performance.now()
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(healthTimeoutMs) })
    const text = await answer.text()
    return {
      problem: answer.status === 200 ? null : `${answer.status} ${text.slice(0, 200)}`,
      ms: performance.now() - began,
    }
  } catch (error) {
    return { problem: describeError(error), ms: performance.now() - began }
  }
}
