import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { findPostgres, findRedis } from '../supervise/find-servers.ts'
import { findChromium } from './browser.ts'

const run = promisify(execFile)
/** A program that says nothing for so long is named without its version. */
const timeoutMs = 20_000

/**
 * What a test run really uses, in one line: a fault that only one browser or server shows is found by it.
 * Programs that are missing are named too, since most tests do without them.
 */
export async function describeVersions(env: Record<string, string | undefined>): Promise<string> {
  const programs: [name: string, find: () => string | null][] = [
    ['Chromium', () => findChromium(env)],
    ['Postgres', () => join(findPostgres(env), 'postgres')],
    ['Redis', () => findRedis(env)],
    ['git', () => 'git'],
  ]
  const found = await Promise.all(programs.map(async ([name, find]) => `${name} ${await askVersion(find)}`))
  const { bun, node } = process.versions
  return [bun === undefined ? `Node ${node}` : `Bun ${bun}`, ...found].join(', ')
}

async function askVersion(find: () => string | null): Promise<string> {
  try {
    const program = find()
    if (program === null) return 'missing'
    const { stdout } = await run(program, ['--version'], { timeout: timeoutMs })
    return readVersion(stdout)
  } catch {
    return 'missing'
  }
}

/**
 * Of "Redis server v=7.0.15 sha=…", "postgres (PostgreSQL) 17.2 (Debian …)", "Chromium 150.0.1 built on …", "Valkey
 * server v=8.1.1 …".
 */
export function readVersion(said: string): string {
  const version = /\d+(?:\.\d+)+/.exec(said)?.[0] ?? 'of unknown version'
  return /^valkey/i.test(said) ? `${version} (Valkey)` : version
}
