import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { projectRoot } from '../root.ts'
import { programCommand } from '../supervise/program.ts'
import { type DeriveJob, deriveRevision } from './derive.ts'
import { type AnalysisThread, openAnalysisThread } from './thread.ts'

const signal = new AbortController().signal
const data = { databaseUrl: 'postgres://nobody@localhost:1/none', logLevel: 'silent' }
const log = openLog('test', 'silent')
const opened: AnalysisThread[] = []
afterEach(async () => {
  for (const thread of opened.splice(0)) await thread.close()
})

/** The thread that a worker has, or one that behaves as it is told. */
function open(
  program: readonly string[],
  deadlines?: { deriveMs: number; compareMs: number; idleMs: number },
) {
  const thread = openAnalysisThread({ program, data, memoryMb: 64, log, ...(deadlines && { deadlines }) })
  opened.push(thread)
  return thread
}
const odd = [join(projectRoot, 'src/testing/odd-thread.mjs')]
const real = programCommand('analysis-thread').args

function jobOf(patch: string): DeriveJob {
  const number = 7
  const headSha = 'a'.repeat(40)
  return {
    repository: 'acme/shop',
    pull: {
      number,
      headSha,
      baseRef: 'main',
      title: 'Parse ports',
      body: '',
      author: 'ann',
      createdAt: '2026-01-01T00:00:00.000Z',
      textsDigest: 't',
    } as DeriveJob['pull'],
    change: { ok: true, number, headSha, baseSha: null, patch, commits: [], degraded: null },
    rulesText: null,
    rulesDigest: 'r',
  }
}

const small =
  'diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-old line\n+new line\n'
/** Many files of one line: what takes the longest of all that is read. */
const slow = Array.from(
  { length: 6_000 },
  (_, at) =>
    `diff --git a/src/f${at}.ts b/src/f${at}.ts\n--- /dev/null\n+++ b/src/f${at}.ts\n@@ -0,0 +1 @@\n+const f${at} = ${at}\n`,
).join('')

test('what the thread derives is what is derived here, and meanwhile this thread goes on', async () => {
  const thread = open(real)
  expect(await thread.derive(jobOf(small), signal)).toEqual(plain(deriveRevision(jobOf(small))))
  let turns = 0
  const counting = setInterval(() => turns++, 1)
  const derived = await thread.derive(jobOf(slow), signal)
  clearInterval(counting)
  expect(derived.ok).toBe(true)
  expect(turns).toBeGreaterThan(5)
})

test('a change that takes too long fails alone, named; the next one gets a new thread', async () => {
  const thread = open(odd, { deriveMs: 1_000, compareMs: 1_000, idleMs: 60_000 })
  const [before, failed, after] = await Promise.all(
    ['x', 'hang', 'y'].map((patch) => thread.derive(jobOf(patch), signal)),
  )
  expect(before).toMatchObject({ ok: true, revision: { patch: 'x' } })
  expect(failed).toEqual({ ok: false, reason: 'its change cannot be read: it takes longer than 1 s' })
  expect(after).toMatchObject({ ok: true, revision: { patch: 'y' } })
  await expect(thread.compare(1, null, signal)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'the comparison did not finish: it takes longer than 1 s',
  })
})

test.skipIf(process.versions.bun !== undefined)(
  'a change that takes too much memory fails alone',
  async () => {
    const thread = open(odd)
    const [failed, after] = await Promise.all(
      ['fill', 'y'].map((patch) => thread.derive(jobOf(patch), signal)),
    )
    expect(failed).toEqual({
      ok: false,
      reason: 'its change cannot be read: it needs more than 64 MiB of memory',
    })
    expect(after).toMatchObject({ ok: true })
  },
)

test('a thread that is begun before it is asked answers the same, and one that is never asked ends', async () => {
  const thread = open(odd, { deriveMs: 60_000, compareMs: 60_000, idleMs: 1 })
  thread.begin()
  thread.begin()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await thread.derive(jobOf('x'), signal)).toMatchObject({ ok: true })
  const failing = open(['/nowhere/thread.mjs'])
  failing.begin()
  await expect(failing.derive(jobOf('x'), signal)).rejects.toThrow(/Cannot find|not found/)
})

test('a thread that ends by itself, or cannot be started, is no change’s fault', async () => {
  await expect(open(odd).derive(jobOf('end'), signal)).rejects.toThrow('the thread ended')
  await expect(open(['/nowhere/thread.mjs']).derive(jobOf('x'), signal)).rejects.toThrow(
    /Cannot find|not found/,
  )
})

test('a failure is told as it was meant, and the thread goes on', async () => {
  const thread = open(odd)
  await expect(thread.derive(jobOf('fail'), signal)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'no database',
  })
  expect(await thread.derive(jobOf('x'), signal)).toMatchObject({ ok: true })
})

test('what is no longer wanted ends with its reason, and what follows is answered', async () => {
  const thread = open(odd)
  const stopping = new AbortController()
  const waiting = thread.compare(1, null, stopping.signal)
  const next = thread.derive(jobOf('x'), signal)
  stopping.abort(new Error('the worker is stopping'))
  await expect(waiting).rejects.toThrow('the worker is stopping')
  expect(await next).toMatchObject({ ok: true })
})

test('an idle thread gives back what it holds, and begins anew when it is asked', async () => {
  const thread = open(odd, { deriveMs: 60_000, compareMs: 60_000, idleMs: 1 })
  for (let round = 0; round < 3; round++) {
    expect(await thread.derive(jobOf('x'), signal)).toMatchObject({ ok: true })
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
})

/** As it arrives from another thread: Buffers as plain bytes. */
function plain(derived: ReturnType<typeof deriveRevision>) {
  return structuredClone(derived)
}
