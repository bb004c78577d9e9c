import { Worker } from 'node:worker_threads'
import type { SuiteAnswer, SuiteMessage, SuiteRequest } from './suite-thread.ts'

/** A test for which this process has worked so many seconds in each lane hangs: the slowest one takes one. Its own work is counted, since a machine may be busy. */
const longestWork = 10
/** A test that waits so many seconds for nothing hangs as well. */
const longestTest = 120
/** Mutants for which one thread is used: what they leave in its memory goes with it. */
const mutantsPerThread = 40
const threadMemoryMb = 700
/** Runs one request after the other. */
export interface Thread {
  run(request: SuiteRequest): Promise<SuiteAnswer>
  end(): Promise<unknown>
}

/** A thread that is started anew when a test hangs or takes all of its memory, and after so many mutants. */
export function openThread(file: string, lanes: number): Thread {
  let worker: Worker | null = null
  let asked = 0
  const end = async () => {
    const ending = worker
    worker = null
    asked = 0
    await ending?.terminate()
  }
  return {
    end,
    async run(request) {
      if (asked++ >= mutantsPerThread) await end()
      worker ??= new Worker(file, {
        resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
        stdout: true,
        stderr: true,
      })
      const running = worker
      let began = 'loading'
      let since = measureWork()
      let timer: NodeJS.Timeout | undefined
      const answer = await new Promise<SuiteAnswer | 'dead'>((resolve) => {
        timer = setInterval(() => {
          const { worked, waited } = measureWork(since)
          if (worked > longestWork * lanes || waited > longestTest) resolve('dead')
        }, 1_000)
        running.removeAllListeners()
        running.once('error', () => resolve('dead'))
        running.once('exit', () => resolve('dead'))
        running.on('message', (message: SuiteMessage) => {
          if ('failure' in message) return resolve(message)
          began = message.began
          since = measureWork()
        })
        running.postMessage(request)
      })
      clearInterval(timer)
      if (answer !== 'dead') return answer
      await end()
      return { failure: { name: began, message: 'it never ends, or takes all memory' } }
    },
  }
}

/** Seconds for which this process has worked, and that have passed. */
function measureWork(since = { worked: 0, waited: 0 }): { worked: number; waited: number } {
  const { user, system } = process.cpuUsage()
  return {
    worked: (user + system) / 1e6 - since.worked,
    waited: performance.now() / 1_000 - since.waited,
  }
}
