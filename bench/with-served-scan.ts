import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { findFreePort } from '../src/terminal/free-port.ts'
import { type Cell, openCell } from './cell.ts'

const everyMs = 250
const builtProgram = join(projectRoot, 'dist/clawtriage.js')
/**
 * Whether the built programs are measured (npm run build) or the sources, which take some 30 MB more for each process.
 */
export const isBuilt = existsSync(builtProgram)

export interface ServedScan {
  /** The supervisor, from which all other processes descend. */
  pid: number
  port: number
  /** From nothing to the dashboard. */
  seconds: number
  /** What it all runs in, when its memory is limited. */
  cell: Cell | null
}

export interface ServedOptions {
  /** What all of its processes have together, mebibytes; the whole machine when it is absent. */
  memoryMb?: number | undefined
  /** Of so many pull requests, the newest; all when it is absent. */
  mostPulls?: number | undefined
}

/**
 * Scans a mirror as acme/shop in a folder of its own, keeps serving while `use` runs, and ends it all.
 * @param whileScanning called four times a second with the supervisor's pid and where its API is.
 */
export async function withServedScan(
  mirror: string,
  whileScanning: (pid: number, apiUrl: string) => Promise<void> | void,
  use: (scan: ServedScan) => Promise<void>,
  { memoryMb, mostPulls }: ServedOptions = {},
): Promise<void> {
  const words = isBuilt ? [builtProgram, 'scan'] : [join(projectRoot, 'bin/run.mjs'), 'scan']
  const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'))
  const port = await findFreePort(4_100, '127.0.0.1')
  const cell = memoryMb === undefined ? null : openCell({ memoryMb })
  words.push('acme/shop', '--mirror', mirror, '--serve', '--json')
  if (mostPulls !== undefined) words.push('--max-open-prs', String(mostPulls))
  const [program, given] = cell?.enter(process.execPath, words) ?? [process.execPath, words]
  const began = performance.now()
  const child = spawn(program, given, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DASHBOARD_PUBLIC: 'true',
      DATA_DIR: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    while (!/^dashboard: /m.test(said)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new AppError('UNAVAILABLE', `the scan ended:\n${said.slice(-1_000)}`)
      await whileScanning(child.pid!, `http://127.0.0.1:${port}`)
      await sleep(everyMs)
    }
    await use({ pid: child.pid!, port, seconds: (performance.now() - began) / 1_000, cell })
  } finally {
    child.kill('SIGTERM')
    await ended
    await cell?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
