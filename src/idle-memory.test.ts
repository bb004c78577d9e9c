import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { collectGarbage, openIdleMemory } from './idle-memory.ts'
import { heapOptions } from './machine-memory.ts'
import { sourceArguments } from './supervise/program.ts'

test('garbage is collected once, when nothing has followed for a while', async () => {
  let collections = 0
  const memory = openIdleMemory(() => {
    collections++
  }, 20)
  memory.later()
  memory.later()
  expect(collections).toBe(0)
  await expect.poll(() => collections).toBe(1)
  memory.later()
  memory.stop()
  await sleep(60)
  expect(collections).toBe(1)
})

test('nothing is collected while something is at work, however long, and once it has ended all is', async () => {
  let collections = 0
  const memory = openIdleMemory(() => {
    collections++
  }, 20)
  memory.later()
  let end = () => {}
  const long = memory.during(() => new Promise<void>((resolve) => (end = resolve)))
  await expect(memory.during(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  memory.later()
  await sleep(100)
  expect(collections).toBe(0)
  end()
  await long
  await expect.poll(() => collections).toBe(1)
})

test('one who only waits from here on has garbage collected in the midst of work', async () => {
  let collections = 0
  const memory = openIdleMemory(async () => {
    collections++
    throw new Error('not in this runtime')
  }, 20)
  await memory.during(() => memory.now())
  expect(collections).toBe(1)
  memory.stop()
})

test('a collection that fails ends nothing, and the next one is tried', async () => {
  let tries = 0
  const memory = openIdleMemory(async () => {
    tries++
    throw new Error('not in this runtime')
  }, 20)
  for (const after of [1, 2]) {
    memory.later()
    await expect.poll(() => tries).toBe(after)
  }
})

test('what nothing refers to is gone after a collection, and what something does is not', async () => {
  const made = { kept: { at: 1 } as object, gone: { at: 2 } as object | null }
  const [kept, gone] = [new WeakRef(made.kept), new WeakRef(made.gone!)]
  made.gone = null
  // What a WeakRef was made of lives until the turn has ended.
  await sleep(1)
  await collectGarbage()
  expect(gone.deref()).toBeUndefined()
  expect(kept.deref()).toBe(made.kept)
})

/** Makes much, keeps a little of it here and there, and prints the MiB of its heap, or that nothing was collected. */
const program = `
  import { collectGarbage } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'idle-memory.ts')).href)}
  const kept = []
  for (let round = 0; round < 40; round++) {
    const made = Array.from({ length: 200_000 }, (_, at) => ({ at }))
    if (round % 4 === 0) kept.push(made.slice(0, 2_000))
  }
  const garbage = new WeakRef({})
  // What a WeakRef was made of lives until the turn has ended.
  await new Promise((resolve) => setTimeout(resolve, 1))
  await collectGarbage()
  console.log(kept.length && garbage.deref() ? 'not collected' : process.memoryUsage().heapTotal / 2 ** 20)`

/** What the program prints, under this runtime with these arguments before those of a source. */
function run(runtime: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'claw-idle-')), 'program.mjs')
  try {
    writeFileSync(file, program)
    const args = [...runtime, ...sourceArguments(file)]
    return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  } finally {
    rmSync(dirname(file), { recursive: true })
  }
}

test.runIf(process.versions.bun === undefined)('the room that garbage took is given back with it', () => {
  expect(Number(run(heapOptions(64_000, false)))).toBeLessThan(15)
})

test.runIf(process.versions.v8?.startsWith('11.'))('without an inspector garbage is collected too', () => {
  // Whoever may not use the inspector is told so when it is connected to, a Node built without it when it is loaded.
  const restricted = ['--no-warnings', '--experimental-permission', '--allow-fs-read=*', '--allow-worker']
  expect(Number(run([...restricted, ...heapOptions(64_000, false)]))).toBeGreaterThan(0)
})
