import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import { openThread } from './open-thread.ts'

const program = [join(projectRoot, 'src/testing/odd-thread.mjs')]
const mebibyte = 1024 * 1024

/** What all of a thread's heap may take, mebibytes. */
async function heapLimitMb(memoryMb: number, semiSpaceMb: number): Promise<number> {
  const thread = openThread<object>({ program, data: null, memoryMb, semiSpaceMb, idleMs: 60_000 })
  try {
    const question = { kind: 'derive', job: { change: { patch: 'limit' } } }
    return (await thread.ask<number>(question, 60_000, new AbortController().signal)) / mebibyte
  } finally {
    await thread.close()
  }
}

test.skipIf(process.versions.bun !== undefined)(
  'a thread has the room for new things that it is given, whatever the process was started with',
  async () => {
    // V8 counts the room in halves, how many of them for one heap differs by version.
    expect((await heapLimitMb(64, 8)) - (await heapLimitMb(64, 4))).toBeGreaterThanOrEqual(2 * 4)
  },
)
