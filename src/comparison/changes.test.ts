import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import { programCommand } from '../supervise/program.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { type Changes, openChanges } from './changes.ts'

/** The threads that the API has, on an empty database: what a check costs is its patch. */
let database: TestDatabase
const opened: Changes[] = []
const signal = new AbortController().signal

beforeAll(async () => {
  database = await openTestDatabase()
})
afterEach(async () => {
  for (const changes of opened.splice(0)) await changes.close()
})
afterAll(() => database.close())

function open(program: readonly string[], databaseUrl = database.url, ms = 60_000): Changes {
  const changes = openChanges({
    program,
    data: { databaseUrl, logLevel: 'silent', queryDeadlineMs: 5_000 },
    memoryMb: 160,
    deadlines: { ms, idleMs: 60_000 },
  })
  opened.push(changes)
  return changes
}
const real = programCommand('reading-thread').args
const odd = [join(projectRoot, 'src/testing/odd-thread.mjs')]

const proposed = (patch: string) => ({
  patch,
  paths: [],
  title: '',
  body: '',
  base: null,
  repository: 'acme/shop',
})
/** 2 MB of files of one line: what takes the longest of all that a check reads. */
const hostile = Array.from(
  { length: 20_000 },
  (_, at) =>
    `diff --git a/f${at}.ts b/f${at}.ts\n--- /dev/null\n+++ b/f${at}.ts\n@@ -0,0 +1 @@\n+const f${at} = ${at}\n`,
).join('')

test('a patch made to take long is read in the thread, and meanwhile this one goes on', async () => {
  const changes = open(real)
  await changes.check(1, proposed('diff --git a/a b/a\n'), signal)
  let turns = 0
  let isDone = false
  const checking = changes.check(1, proposed(hostile.slice(0, 2_000_000)), signal).finally(() => {
    isDone = true
  })
  // By order, not by time: an event loop that waits for the check has no turn until it is over.
  while (!isDone && turns < 20) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    turns++
  }
  expect(turns).toBe(20)
  expect(isDone).toBe(false)
  expect(await checking).toMatchObject({ matches: [], compared: { open: 0, closed: 0, of: 0 } })
})

test('what is wrong with a patch, and with the database, is told as if it had been met here', async () => {
  await expect(open(real).check(1, proposed('no diff'), signal)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('expected a unified diff'),
    details: { field: 'patch' },
  })
  const nowhere = open(real, 'postgres://app@127.0.0.1:1/none')
  await expect(nowhere.align(1, [1, 2], signal)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    syscall: 'connect',
  })
})

test('what hangs is given up, does not hold up pages, and the next check is answered', async () => {
  const changes = open(odd, database.url, 1_000)
  const hanging = changes.check(1, proposed('hang'), signal)
  expect(await changes.measure(1, [1], signal)).toBeDefined()
  await expect(hanging).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'checking the change did not finish: it takes longer than 1 s',
  })
  expect(await changes.check(1, proposed('x'), signal)).toBeDefined()
})
