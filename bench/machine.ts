import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../src/errors.ts'
import { machineMemoryMb } from '../src/machine-memory.ts'
import { projectRoot } from '../src/root.ts'
import { findFreePort } from '../src/terminal/free-port.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { readProcessMemory, sumOf } from './process-memory.ts'

const sizes = [500, 2_000]
const everyMs = 250
/** After a scan, before what an idle service takes is measured. */
const idleMs = 20_000

/**
 * What a scan of a repository of ember.js' shape takes: time, and the memory (PSS) of all processes together, at its highest and when all is done. The built
 * programs where there are any (npm run build), else the sources, which take some 30 MB more for each process. A machine's size is that of the memory
 * cgroup that this runs in.
 */
export async function benchMachine(write: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux')
    throw new AppError('UNAVAILABLE', 'the memory of processes is read from /proc: Linux alone')
  const built = join(projectRoot, 'dist/clawtriage.js')
  const words = existsSync(built) ? [built, 'scan'] : [join(projectRoot, 'bin/run.mjs'), 'scan']
  write(`${machineMemoryMb()} MiB of memory; ${existsSync(built) ? 'the built programs' : 'the sources'}`)
  for (const size of sizes) {
    const git = await buildBusyRepository(size)
    try {
      await measure(size, [...words, 'acme/shop', '--mirror', git.gitDir, '--serve', '--json'], write)
    } finally {
      await git.remove()
    }
  }
}

async function measure(size: number, words: string[], write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'))
  const began = performance.now()
  const child = spawn(process.execPath, words, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: String(await findFreePort(4_100, '127.0.0.1')),
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
    let peak = new Map<string, number>()
    while (!/^dashboard: /m.test(said)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new AppError('UNAVAILABLE', `the scan ended:\n${said.slice(-1_000)}`)
      const now = readProcessMemory(child.pid!)
      if (sumOf(now) > sumOf(peak)) peak = now
      await sleep(everyMs)
    }
    const seconds = (performance.now() - began) / 1_000
    await sleep(idleMs)
    write(`${size} open pull requests: ${seconds.toFixed(1)} s from nothing to the dashboard`)
    write(`  highest ${render(peak)}`)
    write(`  idle    ${render(readProcessMemory(child.pid!))}`)
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

function render(memory: ReadonlyMap<string, number>): string {
  const parts = [...memory].sort((a, b) => b[1] - a[1]).map(([name, mb]) => `${name} ${Math.round(mb)}`)
  return `${Math.round(sumOf(memory))} MiB: ${parts.join(', ')}`
}
