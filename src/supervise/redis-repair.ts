import { execFile } from 'node:child_process'
import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { programEnv } from './installed.mjs'

const run = promisify(execFile)
const repairDeadlineMs = 180_000
/** Where Redis 7 and later keep their append-only files. */
const aofFolder = 'appendonlydir'

/**
 * Whether Redis gave up because its append-only file makes no sense. (It mends a file that merely breaks off at its end
 * by itself.)
 */
export function isAofDamage(lastWords: string): boolean {
  return /append only file|appendonly|\bAOF\b|redis-check-aof/i.test(lastWords)
}

/**
 * Makes a damaged queue one that Redis can start with, once: Redis' own tool keeps what stands before the damage; where
 * that fails the queue begins empty. Either way the damaged files are kept beside it. Nothing is lost for good: the
 * worker puts back every accepted scan from Postgres.
 * @param program redis-server, beside which the tool lies.
 * @param giveUp do not try to mend it: that has been tried.
 */
export async function repairQueue(
  program: string,
  dataFolder: string,
  log: Log,
  { giveUp = false, now = new Date() } = {},
): Promise<void> {
  const kept = `${dataFolder}.damaged-${now.toISOString().replaceAll(':', '')}`
  cpSync(dataFolder, kept, { recursive: true, preserveTimestamps: true })
  const folder = join(dataFolder, aofFolder)
  const tool = ['redis-check-aof', 'valkey-check-aof']
    .map((name) => join(dirname(program), name))
    .find(existsSync)
  const manifest = existsSync(folder) && readdirSync(folder).find((name) => name.endsWith('.manifest'))
  try {
    if (tool === undefined || !manifest || giveUp) throw new Error('it cannot be mended')
    const mending = run(tool, ['--fix', join(folder, manifest)], {
      timeout: repairDeadlineMs,
      env: { ...process.env, ...programEnv(tool) },
    })
    mending.child.stdin?.end('y\n')
    await mending
    log.warn(
      { kept },
      'the queue was damaged and has been mended: what was written after the damage is put back from Postgres',
    )
  } catch (error) {
    if (existsSync(folder)) renameSync(folder, join(kept, `${aofFolder}.given-up`))
    log.warn(
      { kept, reason: describeError(error).split('\n')[0] },
      'the queue was damaged beyond mending and begins empty: accepted scans are put back from Postgres',
    )
  }
}
