import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { pino } from 'pino'
import type { buildApi } from '../../api/app.ts'
import { openHealth, silenceMs } from '../../api/health.ts'
import { openApiService } from '../../composition/api-service.ts'
import { readConfig } from '../../config.ts'
import { askPostgres } from '../../postgres/pool.ts'
import { buildCheckedApi } from '../answer-check.ts'
import { changesHere } from '../changes-here.ts'
import { fillWorld, knownValues } from './fill-world.ts'
import type { FuzzFacts } from './request.ts'
import type { Spec } from './routes.ts'

export const origin = 'http://localhost'

/**
 * The app as bin/api.ts builds it, on real servers, without a worker: what is accepted stays in the queue and can be
 * counted.
 */
export interface FuzzWorld {
  handle: Awaited<ReturnType<typeof buildApi>>
  spec: Spec
  facts: FuzzFacts
  /** Scans that were put into the queue. */
  countJobs(): Promise<number>
  /** What the app has logged since the last call: errors tell why an answer was 500. */
  takeLog(): string[]
  close(): Promise<void>
}

export async function openFuzzWorld(databaseUrl: string, redisUrl: string): Promise<FuzzWorld> {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, {
    write: (line: string) => void lines.push(line),
  } as unknown as Writable)
  const opsToken = `ops-${randomBytes(16).toString('hex')}`
  const dashboardToken = `dashboard-${randomBytes(16).toString('hex')}`
  const config = readConfig({
    OPS_TRIGGER_TOKEN: opsToken,
    DASHBOARD_TOKEN: dashboardToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
    NODE_ENV: 'production',
  })
  const folder = mkdtempSync(join(tmpdir(), 'ct-fuzz-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {}')
  const { pool, queues, ports, close } = openApiService({
    databaseUrl,
    redisUrl,
    config,
    log,
    version: '1.2.3',
    publicFolder: folder,
    openChanges: changesHere,
    pool: { application: 'fuzz', max: 8, deadlineMs: 5_000 },
    now: () => new Date('2026-11-23T08:30:00Z'),
  })
  await fillWorld(pool)
  await fillWorld(pool, { name: 'portal' })
  const handle = await buildCheckedApi({
    ...ports,
    // No worker runs here, so that the queue can be counted.
    checkHealth: openHealth({
      postgres: { ask: () => askPostgres(databaseUrl, silenceMs) },
      redis: { ask: async () => true },
      worker: { ask: async () => true },
    }),
  })
  const login = await handle(
    new Request(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: dashboardToken }),
    }),
  )
  const session = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const known = knownValues(dashboardToken)
  known.cursor = await readCursors(handle, dashboardToken)
  return {
    handle,
    spec: (await (await handle(new Request(`${origin}/api/openapi.json`))).json()) as Spec,
    facts: { opsToken, dashboardToken, session, known },
    countJobs: async () => Object.values(await queues.scans.getJobCounts()).reduce((sum, of) => sum + of, 0),
    takeLog: () => lines.splice(0),
    async close() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What every list gives out as its `nextCursor`. */
async function readCursors(handle: FuzzWorld['handle'], token: string): Promise<string[]> {
  const lists = [
    'duplicate-sets?sort=score&',
    'duplicate-sets?sort=newest&',
    'duplicate-sets?sort=size&',
    'scans?',
  ]
  const places = [...lists, 'pulls?sort=newest&', 'pulls?sort=score&'].map((list) => `/acme/gateway/${list}`)
  const cursors = ['?', ...places].map(async (place) => {
    const address = `${origin}/api/repos${place}limit=1`
    const response = await handle(new Request(address, { headers: { authorization: `Bearer ${token}` } }))
    const { nextCursor } = (await response.json()) as { nextCursor: string | null }
    if (nextCursor === null) throw new Error(`${place} has one page only: give the world more`)
    return nextCursor
  })
  return Promise.all(cursors)
}
