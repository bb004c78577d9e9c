import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runFuzz } from '../src/testing/fuzz/run-fuzz.ts'
import { openFuzzWorld } from '../src/testing/fuzz/world.ts'
import { withStack } from './with-stack.ts'

const requests = 20_000
/** Memory is compared from here on: by then all code has been compiled and every cache filled. */
const warmUp = 4_000
/** Odd enough that it is no round number of anything; the same requests every time. */
const seed = 7_919

/**
 * Sends odd requests at every route of the API on real servers: how each was answered, which took longest, and what is
 * left of them in memory.
 */
export async function benchFuzz(write: (line: string) => void): Promise<void> {
  await withStack([], {}, async (stack) => {
    const world = await openFuzzWorld(stack.databaseUrl, stack.redisUrl)
    try {
      let before = 0
      const began = performance.now()
      const report = await runFuzz(world, {
        requests,
        seed,
        afterBatch(sent) {
          if (sent === warmUp) before = heapMb()
        },
      })
      const seconds = (performance.now() - began) / 1_000
      const after = heapMb()
      for (const [route, counts] of [...report.byRoute].sort(([a], [b]) => a.localeCompare(b))) {
        const shown = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
        write(`${route.padEnd(58)} ${shown.join('  ')}`)
      }
      write(
        `${requests} requests in ${seconds.toFixed(0)} s; ${report.unsendable} that fetch itself refuses to send`,
      )
      for (const { ms, request } of report.slowest)
        write(`slowest: ${ms.toFixed(0)} ms ${JSON.stringify(request)}`)
      write(`heap after ${warmUp} requests ${before.toFixed(1)} MB, after ${requests} ${after.toFixed(1)} MB`)
      write(`problems: ${report.problems.length}`)
      for (const problem of report.problems) write(problem)
    } finally {
      await world.close()
    }
  })
}

/** What is still in use after a collection. */
function heapMb(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 1_048_576
}
