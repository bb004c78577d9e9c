import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockData } from '../src/supervise/data-lock.ts'
import { startOf } from '../src/supervise/process-identity.ts'
import { buildSampleRepository } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type Program, runProgram, startProgram } from '../src/testing/run-program.ts'

const token = 'token-for-the-tests'
let folder = ''
let history: GitRepository
let service: Program
let url = ''
let before: unknown

const env = (name: string): Record<string, string> => ({
  DATA_DIR: join(folder, name),
  PORT: '0',
  DASHBOARD_TOKEN: token,
})
const file = () => join(folder, 'all.backup')

async function startService(name: string): Promise<void> {
  service = startProgram('supervise', [], env(name))
  const ready = await service.line((line) => line.includes('"msg":"ready"') && line.includes('supervise'))
  url = (JSON.parse(ready) as { url: string }).url
}
async function stopService(): Promise<void> {
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
}
const get = async (path: string) =>
  (
    await fetch(`${url}/api/repos/acme/gateway${path}`, { headers: { authorization: `Bearer ${token}` } })
  ).json()
const sayVerdict = () =>
  fetch(`${url}/api/repos/acme/gateway/pairs/1/2/verdict`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ verdict: 'NOT_RELATED' }),
  })
/** Everything that the API says of the repository. */
const everything = async () => {
  const sets = (await get('/duplicate-sets?state=ALL')) as { items: { id: string }[] }
  return {
    sets,
    details: await Promise.all(sets.items.map(({ id }) => get(`/duplicate-sets/${id}`))),
    pulls: await get('/pulls?state=ALL'),
    candidates: await get('/pulls/2/candidates'),
    compare: await get('/compare/1...2'),
    scans: ((await get('/scans')) as { items: unknown }).items,
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-backup-'))
  history = await buildSampleRepository()
  const { code } = await runProgram('scan', ['acme/gateway', '--mirror', history.gitDir], env('first'))
  expect(code).toBe(0)
  await startService('first')
  before = await everything()
})
afterAll(async () => {
  if (service?.child.exitCode === null) service.child.kill('SIGKILL')
  await service?.ended
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('a backup is taken while the app runs, whole or not at all, and only its owner may read it', async () => {
  const { code, stderr } = await runProgram('backup', [file()], env('first'))
  expect(stderr).toContain('written')
  expect(code).toBe(0)
  expect(statSync(file()).mode & 0o077).toBe(0)
  const nowhere = await runProgram('backup', [join(folder, 'no/such/folder')], env('first'))
  expect(nowhere.code).toBe(1)
  expect(nowhere.stderr).toContain('could not be written')
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('two backups to one file do not write into each other’s', async () => {
  const both = await Promise.all([1, 2].map(() => runProgram('backup', [file()], env('first'))))
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual(
    [1, 2].map(() => [0, `${file()}: written\n`]),
  )
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a restore that is interrupted takes its servers and files along', async () => {
  const aside = join(folder, 'first/restoring')
  const restoring = startProgram('restore', [file(), '--next-start'], env('first'))
  const children = join(aside, 'data/children.json')
  while (!existsSync(children)) await sleep(5)
  const pids = (JSON.parse(readFileSync(children, 'utf8')) as { pid: number }[]).map(({ pid }) => pid)
  expect(pids.length).toBeGreaterThan(0)
  restoring.child.kill('SIGTERM')
  const { code, stderr } = await restoring.ended
  expect(stderr).toBe('restore: interrupted\n')
  expect(code).toBe(1)
  expect(existsSync(aside)).toBe(false)
  for (const pid of pids) expect(startOf(pid)).toBeNull()
})

test('a second restore at a time is refused and harms the first in nothing', async () => {
  const aside = join(folder, 'first/restoring')
  mkdirSync(join(aside, 'data'), { recursive: true })
  const lock = lockData(aside)
  const { code, stderr } = await runProgram('restore', [file(), '--next-start'], env('first'))
  expect(stderr).toContain(`${aside} is in use by process ${process.pid}`)
  expect(code).toBe(1)
  expect(existsSync(join(aside, 'data'))).toBe(true)
  lock.release()
})

test('restored for the next start it takes the place of what came after it, which is kept beside it', async () => {
  expect((await sayVerdict()).status).toBe(200)
  expect(await everything()).not.toEqual(before)
  const busy = await runProgram('restore', [file()], env('first'))
  expect(busy.code).toBe(1)
  expect(busy.stderr).toContain('is in use by process')
  const { code, stderr } = await runProgram('restore', [file(), '--next-start'], env('first'))
  expect(stderr).toContain('takes over when the app starts the next time')
  expect(code).toBe(0)
  expect(await everything()).not.toEqual(before)
  await stopService()
  await startService('first')
  expect(await everything()).toEqual(before)
  const kept = readdirSync(join(folder, 'first')).filter((name) => /^(postgres|redis)\.before-/.test(name))
  expect(kept).toHaveLength(2)
  await stopService()
})

test('restored into an empty folder the answers are the same, and new rows get new ids', async () => {
  const { code, stderr } = await runProgram('restore', [file()], env('second'))
  expect(stderr).toMatch(/restored what version \d+\.\d+\.\d+ knew at 20/)
  expect(code).toBe(0)
  const again = await runProgram('restore', [file()], env('second'))
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('the database holds data already (')
  const rescan = await runProgram(
    'scan',
    ['acme/gateway', '--mirror', history.gitDir, '--json', '--snapshot', 'after'],
    env('second'),
  )
  expect(rescan.code).toBe(0)
  expect(JSON.parse(rescan.stdout)).toMatchObject({ analyzed: 0, unchanged: 5 })
})

test.each([
  ['cut off', (content: Buffer) => content.subarray(0, content.length - 40), /cut off/],
  [
    'changed in one byte',
    (content: Buffer) =>
      Buffer.from(content.map((byte, at) => (at === content.length - 600 ? byte ^ 1 : byte))),
    /damaged|invalid|COPY|duplicate key|malformed/,
  ],
  ['of another form', () => Buffer.from('clawtriage backup 7\n{}\n'), /made by a later ClawTriage/],
  ['no backup', () => Buffer.from('hello\n'.repeat(100)), /is no backup of ClawTriage/],
])('a file that is %s is refused, and the folder stays empty', async (name, change, expected) => {
  const bad = join(folder, 'bad.backup')
  writeFileSync(bad, gzipSync(change(gunzipSync(readFileSync(file())))))
  const { code, stderr } = await runProgram('restore', [bad], env('third'))
  expect(code).toBe(1)
  expect(stderr, name).toMatch(expected)
  expect(stderr).not.toContain('    at ')
  await startService('third')
  const repositories = await fetch(`${url}/api/repos`, { headers: { authorization: `Bearer ${token}` } })
  expect(((await repositories.json()) as { items: unknown[] }).items).toEqual([])
  await stopService()
})

test('a file that is not compressed at all, and one that is not there, are one clear line', async () => {
  const plain = join(folder, 'plain')
  writeFileSync(plain, 'hello')
  for (const [path, expected] of [
    [plain, /is no backup of ClawTriage/],
    [join(folder, 'none'), /there is no such file/],
  ] as const) {
    const { code, stderr } = await runProgram('restore', [path], env('fourth'))
    expect(code).not.toBe(0)
    expect(stderr).toMatch(expected)
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('restore:')),
    ).toHaveLength(1)
  }
})
