import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAccept } from '../src/composition/accept.ts'
import { openLog } from '../src/log.ts'
import { openPool } from '../src/postgres/pool.ts'
import { openQueues } from '../src/queue/queues.ts'
import { openClaims } from '../src/redis/claims.ts'
import { openRedis } from '../src/redis/connection.ts'
import { projectRoot } from '../src/root.ts'
import { buildSampleRepository } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../src/testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../src/testing/redis.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'

/** Longer than a worker is quiet before it collects (src/idle-memory.ts). */
const longerThanQuietMs = 4_000

let folder = ''
let database: TestDatabase
let server: TestRedis
let repository: GitRepository
let program: Program | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-worker-'))
  ;[database, server, repository] = await Promise.all([
    openTestDatabase(),
    openTestRedis(),
    buildSampleRepository(),
  ])
})
afterAll(async () => {
  program?.child.kill('SIGKILL')
  await program?.ended
  await Promise.all([database?.close(), server?.close(), repository?.remove()])
  rmSync(folder, { recursive: true, force: true })
})

async function acceptScan(): Promise<void> {
  const log = openLog('test', 'silent')
  const pool = openPool(database.url, { application: 'test', log })
  const redis = openRedis(server.url, 'worker', log)
  const queues = openQueues(redis)
  try {
    const identity = { owner: 'acme', repo: 'shop', snapshot: 'slow' }
    const source = { kind: 'mirror', dir: repository.gitDir } as const
    await openAccept(pool, openClaims(redis), queues)(identity, { source, actor: null })
  } finally {
    await queues.close()
    redis.disconnect()
    await pool.end()
  }
}

/** A git that says when it is asked first, and answers nothing before it may. */
function slowGit(asked: string, may: string): string {
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const file = join(folder, 'git')
  writeFileSync(
    file,
    `#!/bin/sh\n: > '${asked}'\nwhile [ ! -e '${may}' ]; do sleep 0.1; done\nexec '${real}' "$@"\n`,
  )
  chmodSync(file, 0o755)
  return folder
}

// Bun has no way in that a program could be followed by.
test.skipIf(process.versions.bun !== undefined)(
  'a worker collects its garbage after a scan, and not while it is at work',
  { timeout: 120_000 },
  async () => {
    const [asked, may, noted] = ['asked', 'may', 'noted'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(noted, '')
    const collections = () => statSync(noted).size
    await acceptScan()
    program = startProgram('worker', [], {
      PATH: [slowGit(asked, may), process.env.PATH].join(delimiter),
      NODE_OPTIONS: `--require ${join(projectRoot, 'src/testing/note-collections.cjs')}`,
      NOTE_COLLECTIONS: noted,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      REDIS_URL: server.url,
    })
    await program.line((line) => line.includes('"msg":"ready"'))
    await expect.poll(() => existsSync(asked), { timeout: 60_000 }).toBe(true)
    const before = collections()
    await sleep(longerThanQuietMs)
    expect(collections()).toBe(before)
    writeFileSync(may, '')
    await program.line((line) => line.includes('"msg":"scanned"'))
    await expect.poll(collections, { timeout: 60_000 }).toBeGreaterThan(before)
  },
)
