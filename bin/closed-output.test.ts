import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { buildSampleRepository } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { startCommand } from '../src/testing/run-command.ts'
import { startProgram } from '../src/testing/run-program.ts'
import { commands } from './commands.mjs'

let folder = ''
let history: GitRepository

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-closed-'))
  history = await buildSampleRepository()
})
afterAll(async () => {
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
})

const envOf = (name: string, more: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  DATA_DIR: join(folder, name),
  PORT: '0',
  ...more,
})

/** Processes that work with a data folder, by their command line or their environment. */
function leftOver(dataDir: string): string[] {
  if (process.platform !== 'linux')
    return execFileSync('ps', ['-axo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(dataDir))
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return []
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const env = readFileSync(`/proc/${pid}/environ`, 'utf8')
      return args.includes(dataDir) || env.includes(`DATA_DIR=${dataDir}\0`) ? [args] : []
    } catch {
      return []
    }
  })
}

/** A real pipe of a real shell: the exit code of its first command, and what everybody said on stderr. */
async function pipeline(command: string, reader: string, env: Record<string, string>) {
  const run = `'${process.execPath}' '${join(projectRoot, 'bin/run.mjs')}' ${command} | ${reader}; echo "code $\{PIPESTATUS[0]}"`
  const { stdout, stderr } = await startCommand(['bash', ['-c', run]], { env }).ended
  return { code: Number(/code (\d+)\n$/.exec(stdout)?.[1]), stdout, stderr }
}

function expectOrder(stderr: string, dataDir: string) {
  expect(stderr).not.toMatch(/^\s+at |EPIPE|Unhandled/m)
  expect(leftOver(dataDir)).toEqual([])
  expect(
    existsSync(join(dataDir, 'children.json')) && readFileSync(join(dataDir, 'children.json'), 'utf8'),
  ).toBe(false)
}

test.each(['', '--json'])('scan %s ends in order when its reader has gone', async (option) => {
  const env = envOf('scan')
  const { code, stderr } = await pipeline(
    `scan acme/gateway --mirror '${history.gitDir}' ${option}`,
    'true',
    env,
  )
  expect(code).toBe(141)
  expectOrder(stderr, env.DATA_DIR)
})

test('scan ends in order when the reader of its progress has gone', async () => {
  const env = envOf('scan')
  const scan = startProgram('scan', ['acme/gateway', '--mirror', history.gitDir], env)
  scan.child.stderr!.destroy()
  const { code, stderr } = await scan.ended
  expect(code).toBe(141)
  expectOrder(stderr, env.DATA_DIR)
})

test('a backup to stdout ends in order when its reader has gone', async () => {
  const env = envOf('scan')
  const { code, stderr } = await pipeline('backup -', 'true', env)
  expect(code).toBe(141)
  expectOrder(stderr, env.DATA_DIR)
})

test('the service ends in order when the reader of its log has gone', async () => {
  const env = envOf('service', { LOG_LEVEL: 'debug' })
  const { code, stdout, stderr } = await pipeline('supervise', 'head -1', env)
  expect(stdout).toMatch(/^\{"level"/)
  expect(code).toBe(141)
  expectOrder(stderr, env.DATA_DIR)
})

test('a full disk under the output is one line, and an end in order', async () => {
  const env = envOf('scan')
  const run = `'${process.execPath}' '${join(projectRoot, 'bin/run.mjs')}' scan acme/gateway --mirror '${history.gitDir}' > /dev/full`
  const { code, stderr } = await startCommand(['bash', ['-c', run]], { env }).ended
  expect(stderr).toMatch(/^scan: its output could not be written: ENOSPC/m)
  expect(code).toBe(1)
  expectOrder(stderr, env.DATA_DIR)
})

test('a closed terminal ends a scan in order', async () => {
  const env = envOf('hangup')
  const scan = startProgram('scan', ['acme/gateway', '--mirror', history.gitDir], env)
  while (!existsSync(join(env.DATA_DIR, 'children.json')))
    await new Promise((resolve) => setTimeout(resolve, 10))
  scan.child.kill('SIGHUP')
  const { code, stderr } = await scan.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(/^scan: interrupted$/m)
  expectOrder(stderr, env.DATA_DIR)
})

test('a second Ctrl-C does not wait, and leaves nothing running either', async () => {
  const env = envOf('twice')
  const scan = startProgram('scan', ['acme/gateway', '--mirror', history.gitDir, '--serve'], env)
  await scan.line((line) => line.startsWith('dashboard: '), 'stderr')
  // Its worker cannot be asked: an orderly stop would take until its deadline.
  const children = JSON.parse(readFileSync(join(env.DATA_DIR, 'children.json'), 'utf8')) as {
    name: string
    pid: number
  }[]
  process.kill(children.find(({ name }) => name === 'worker')!.pid, 'SIGSTOP')
  scan.child.kill('SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 200))
  scan.child.kill('SIGINT')
  expect((await scan.ended).code).toBe(1)
  // Postgres' own processes see the end of the first of them.
  while (leftOver(env.DATA_DIR).length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
})

test.each(commands.flatMap(({ program }) => (/^(?:build$|check-|test$)/.test(program) ? [] : [program])))(
  '%s --help into a closed pipe leaves no stack trace, and fits 80 columns',
  async (program) => {
    const env = envOf('help')
    const { code, stderr } = await pipeline(`${program} --help`, 'true', env)
    expect([0, 141]).toContain(code)
    expect(stderr).toBe('')
    const { stdout } = await pipeline(`${program} --help`, 'cat', env)
    expect(stdout).toMatch(/usage: /)
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  },
)
