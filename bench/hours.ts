import { randomBytes } from 'node:crypto'
import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../src/errors.ts'
import { runGit } from '../src/git/git.ts'
import type { Stack } from '../src/supervise/stack.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { startGitHubModel } from '../src/testing/github/github-model.ts'
import { readProcessMemory, sumOf } from './process-memory.ts'
import { withStack } from './with-stack.ts'

const hours = 24
const changedHeads = 10
const usualPulls = 200
/** After a scan, before its memory is counted. */
const quietMs = 2_000
const ours = new Set(['api', 'worker', 'postgres', 'redis-server'])

/**
 * A day of hourly scans with ten changed heads each, by the whole service from a model of GitHub, without the hours in
 * between: whether time, memory (PSS) and the disk stay level.
 */
export async function benchHours(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  if (process.platform !== 'linux')
    throw new AppError('UNAVAILABLE', 'the memory of processes is read from /proc: Linux alone')
  const token = randomBytes(16).toString('hex')
  const model = await startGitHubModel({ tokens: [token], limits: { anonymous: 60, token: 1_000_000 } })
  const git = await buildBusyRepository(options.get('pulls') ?? usualPulls)
  const shop = await model.addRepository('acme', 'shop', git.gitDir)
  await shop.openPulls(git.heads.map((head) => ({ head })))
  const settings = {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    OPS_TRIGGER_TOKEN: token,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
    GITHUB_TOKEN: token,
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
  }
  try {
    await withStack(['api', 'worker'], settings, async (stack, folder) => {
      write(
        'hour  seconds  MiB of memory: all (api, worker, Postgres, Redis)  MiB on the disk: tables, log, git, Redis',
      )
      for (let hour = 0; hour <= hours; hour++) {
        if (hour > 0) await push()
        const seconds = await scan(stack, token, `hour-${hour}`)
        await sleep(quietMs)
        const memory = new Map([...readProcessMemory(process.pid)].filter(([name]) => ours.has(name)))
        const disk = await readDisk(stack.databaseUrl, folder)
        if (hour <= 2 || hour % 4 === 0) write(render(hour, seconds, memory, disk))
      }
    })
  } finally {
    await model.close()
    await git.remove()
  }

  async function push(): Promise<void> {
    const before = await readHeads(git.gitDir)
    await git.push(changedHeads)
    for (const [number, head] of await readHeads(git.gitDir))
      if (before.get(number) !== head) await shop.push(number, head)
  }
}

async function readHeads(gitDir: string): Promise<Map<number, string>> {
  const printed = await runGit(['for-each-ref', '--format=%(refname) %(objectname)', 'refs/pull'], {
    gitDir,
    signal: new AbortController().signal,
  })
  const found = printed.toString().matchAll(/^refs\/pull\/(\d+)\/head (\w+)$/gm)
  return new Map(Array.from(found, ([, number, head]) => [Number(number), head!]))
}

async function scan({ apiUrl }: Stack, token: string, snapshot: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const began = performance.now()
  const accepted = await fetch(`${apiUrl}/api/ops/public-scan`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ owner: 'acme', repo: 'shop', snapshot }),
  })
  if (accepted.status !== 202)
    throw new AppError('UNAVAILABLE', `the trigger was answered ${accepted.status}`)
  for (;;) {
    const answer = await fetch(`${apiUrl}/api/ops/scans/acme/shop/${snapshot}`, { headers })
    const { state, error } = (await answer.json()) as { state: string; error?: unknown }
    if (state === 'done') return (performance.now() - began) / 1_000
    if (state === 'failed') throw new AppError('UNAVAILABLE', `the scan failed: ${JSON.stringify(error)}`)
    await sleep(50)
  }
}

interface Disk {
  tables: number
  log: number
  git: number
  redis: number
}

/** Mebibytes. */
async function readDisk(databaseUrl: string, folder: string): Promise<Disk> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ bytes: string }>(
      'SELECT pg_database_size(current_database()) AS bytes',
    )
    return {
      tables: Number(rows[0]!.bytes) / 2 ** 20,
      log: sizeOf(join(folder, 'postgres', 'pg_wal')),
      git: sizeOf(join(folder, 'git')),
      redis: sizeOf(join(folder, 'redis')),
    }
  } finally {
    await client.end()
  }
}

function sizeOf(folder: string): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile())
      // What git puts away meanwhile is gone.
      bytes += lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  return bytes / 2 ** 20
}

function render(hour: number, seconds: number, memory: ReadonlyMap<string, number>, disk: Disk): string {
  const parts = [...ours].map((name) => Math.round(memory.get(name) ?? 0)).join(', ')
  const sizes = [disk.tables, disk.log, disk.git, disk.redis].map((mb) => mb.toFixed(1)).join(', ')
  return `${String(hour).padStart(4)}  ${seconds.toFixed(1).padStart(7)}  ${Math.round(sumOf(memory))} (${parts})  ${sizes}`
}
