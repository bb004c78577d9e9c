import { type ChildProcess, fork } from 'node:child_process'
import type { SuiteAnswer, SuiteMessage, SuiteRequest } from './suite-process.ts'

/**
 * A test that takes so many seconds hangs. A loop that never ends is known sooner, by its rounds: this is for what
 * hangs otherwise, on however busy a machine.
 */
const longestTest = 120
/** Mutants for which one process is used: what they leave in its memory goes with it. */
const mutantsPerProcess = 40
const memoryMb = 700

/** Runs one request after the other. */
export interface OpenSuite {
  run(request: SuiteRequest): Promise<SuiteAnswer>
  end(): void
}

/**
 * A process that is started anew when a test hangs or takes all of its memory, and after so many mutants. No thread:
 * one that runs out of memory in the middle of an allocation takes its whole process with it.
 */
export function openSuite(file: string): OpenSuite {
  let child: ChildProcess | null = null
  let asked = 0
  const end = () => {
    child?.removeAllListeners()
    child?.kill('SIGKILL')
    child = null
    asked = 0
  }
  return {
    end,
    async run(request) {
      if (asked++ >= mutantsPerProcess) end()
      child ??= fork(file, {
        execArgv: [`--max-old-space-size=${memoryMb}`],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      const running = child
      let began = 'loading'
      let timer: NodeJS.Timeout | undefined
      const answer = await new Promise<SuiteAnswer | 'dead'>((resolve) => {
        const wait = () => {
          clearTimeout(timer)
          timer = setTimeout(resolve, longestTest * 1_000, 'dead')
        }
        wait()
        running.removeAllListeners()
        running.once('error', () => resolve('dead'))
        running.once('exit', () => resolve('dead'))
        running.on('message', (message: SuiteMessage) => {
          if ('failure' in message) return resolve(message)
          began = message.began
          wait()
        })
        running.send(request)
      })
      clearTimeout(timer)
      if (answer !== 'dead') return answer
      end()
      return { failure: { name: began, message: 'it never ends, or takes all memory' } }
    },
  }
}
