import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildGitRepository, type GitRepository } from '../../testing/git-repository.ts'
import { readMirrorRefs } from '../refs.ts'
import { openKeptHistory } from './kept-history.ts'
import { readMirrorHistory } from './mirror-history.ts'

const { signal } = new AbortController()
const nowSeconds = 1_800_000_000
let git: GitRepository
let folder: string
let path: string
let said: { msg: string; error?: string; written?: boolean }[] = []
const log = pino({ level: 'debug' }, { write: (line) => void said.push(JSON.parse(line)) })

beforeAll(async () => {
  git = await buildGitRepository()
  const root = git.commit({ files: { a: '1' }, message: 'Écrire (#7)\n' })
  const head = git.commit({ parents: [root], files: { a: '2' } })
  git.ref(
    'refs/heads/main',
    git.commit({ parents: [root, head], message: 'Merge pull request #3 from x/y\n' }),
  )
  git.ref('refs/pull/3/head', head)
  await git.write()
})
afterAll(() => git.remove())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clawtriage-kept-'))
  path = join(folder, 'shop.history')
  said = []
  return () => rmSync(folder, { recursive: true })
})

/** @returns how many commits git told, of three. */
async function read(at = path, mostBytes?: number): Promise<number> {
  said = []
  const refs = await readMirrorRefs({ gitDir: git.gitDir, signal })
  const kept = openKeptHistory(at, log, () => nowSeconds * 1_000, mostBytes)
  const { told, graph } = await readMirrorHistory(git.gitDir, refs, nowSeconds, signal, kept)
  expect(graph.commits.size).toBe(3)
  return told
}

test('what is kept of three commits is what this version says: another one says so', async () => {
  await read()
  const content = readFileSync(path)
  expect(content.readUInt32LE(4)).toBe(1)
  expect(createHash('sha256').update(content).digest('hex')).toBe(
    '091deac5d80f728bb8376084b1c73c1fe238aafca3343dc3b450ca59f53b3423',
  )
})

test.each<[string, (content: Buffer) => Buffer]>([
  ['cut off', (content) => content.subarray(0, content.length - 1)],
  ['cut off early', (content) => content.subarray(0, 10)],
  ['empty', () => Buffer.alloc(0)],
  ['longer', (content) => Buffer.concat([content, Buffer.alloc(1)])],
  ['changed in its midst', (content) => content.fill(content[100]! ^ 1, 100, 101)],
  ['changed at its end', (content) => content.fill(content.at(-1)! ^ 1, content.length - 1)],
  ['of an older version', (content) => content.fill(0, 4, 5)],
  ['of ids that no git has', (content) => content.fill(19, 8, 9)],
  ['of more commits than it can hold', (content) => content.fill(0xff, 12, 16)],
  ['something else', () => Buffer.from('history\n'.repeat(100))],
])('a file that is %s is read anew, with one line for who looks for it', async (_, damage) => {
  await read()
  const whole = readFileSync(path)
  expect(await read()).toBe(0)
  writeFileSync(path, damage(Buffer.from(whole)))
  expect(await read()).toBe(3)
  expect(said.map(({ msg }) => msg)).toEqual(['kept history not used', 'history kept'])
  expect(readFileSync(path)).toEqual(whole)
  expect(await read()).toBe(0)
})

test('where nothing can be written a scan goes on without, and leaves nothing behind', async () => {
  // A folder that is none, and a file that is a folder: not even root can write there.
  writeFileSync(join(folder, 'none'), '')
  expect(await read(join(folder, 'none', 'shop.history'))).toBe(3)
  expect(said.map(({ msg }) => msg)).toEqual(['kept history not used', 'history not kept'])
  mkdirSync(join(path, 'more'), { recursive: true })
  expect(await read()).toBe(3)
  expect(said.map(({ msg }) => msg)).toEqual(['kept history not used', 'history not kept'])
  expect(readdirSync(folder).sort()).toEqual(['none', 'shop.history'])
})

test('while another process writes this one does not, unless that one was given up', async () => {
  const other = `${path}.new`
  writeFileSync(other, 'half')
  utimesSync(other, nowSeconds - 3_500, nowSeconds - 3_500)
  expect(await read()).toBe(3)
  expect(said).toMatchObject([{ msg: 'history kept', written: false }])
  expect(readdirSync(folder)).toEqual(['shop.history.new'])
  utimesSync(other, nowSeconds - 3_700, nowSeconds - 3_700)
  await read()
  expect(said).toMatchObject([{ msg: 'history kept', written: true }])
  expect(readdirSync(folder)).toEqual(['shop.history'])
  expect(await read()).toBe(0)
})

test('two that read at once leave a whole file', async () => {
  await Promise.all([read(), read(), read()])
  expect(await read()).toBe(0)
})

test('a history of more than the memory has room for is not kept, nor read', async () => {
  await read()
  const { length } = readFileSync(path)
  expect(await read(path, length - 1)).toBe(3)
  expect(said).toMatchObject([{ msg: 'kept history not used' }])
  expect(await read(path, length)).toBe(0)
  rmSync(path)
  await read(path, length - 1)
  expect(readdirSync(folder)).toEqual([])
})
