import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Mutant } from './find-mutants.ts'
import { type Bundler, openBundler, readMutatedSources, writeSuiteThread } from './mutant-bundle.ts'
import type { Failure } from './suite.ts'
import type { SuiteMessage, SuiteRequest } from './suite-thread.ts'

/** A mutant and the first test that failed; null when none did: it survived. */
export interface Outcome<M extends Mutant> {
  mutant: M
  killedBy: Failure | null
}

/** A test for which this process has worked so many seconds in each lane hangs: the slowest one takes one. Its own work is counted, since a machine may be busy. */
const longestWork = 10
/** A test that waits so many seconds for nothing hangs as well. */
const longestTest = 120
/** Mutants for which one thread is used: what they leave in its memory goes with it. */
const mutantsPerThread = 40
const threadMemoryMb = 700
/** Killed more quickly than the others: their files are asked first. */
const askedFirst = ['cases.test.ts', 'verdict.test.ts', 'duplicate-set.test.ts']
/** Take more than a second: asked last. */
const askedLast = ['compare.test.ts', 'candidate-index.test.ts', 'held-sides.test.ts']

/**
 * Runs the tests of the decision against each mutant up to the first that fails.
 * @param lanes how many mutants at a time.
 * @param signal ends the run after the mutants that are being tried.
 * @returns what came of those that were tried, in the order given.
 * @throws Error when the tests fail without any mutant.
 */
export async function runMutants<M extends Mutant>(
  mutants: readonly M[],
  lanes: number,
  report: (outcome: Outcome<M>, done: number) => void,
  signal?: AbortSignal,
): Promise<Outcome<M>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-mutants-'))
  const thread = join(folder, 'suite-thread.mjs')
  const sources = readMutatedSources()
  const outcomes: Outcome<M>[] = []
  let next = 0
  let done = 0
  const openLane = async (
    ask: (run: (name: string, mutant: Mutant | null) => Promise<Failure | null>) => Promise<void>,
  ) => {
    const bundler = await openBundler(sources)
    const suite = openThread(thread, lanes)
    try {
      await ask((name, mutant) =>
        askTests(
          bundler,
          suite,
          join(folder, `${name}.mjs`),
          mutant,
          mutant === null ? [...sources.keys()] : [mutant.file],
        ),
      )
    } finally {
      await suite.end()
      await bundler.close()
    }
  }
  try {
    await writeSuiteThread(thread)
    await openLane(async (run) => {
      const failure = await run('none', null)
      if (failure !== null) throw new Error(`without a mutant: ${failure.name}: ${failure.message}`)
    })
    const runLane = () =>
      openLane(async (run) => {
        for (let at = next++; at < mutants.length && !signal?.aborted; at = next++) {
          const mutant = mutants[at]!
          outcomes[at] = { mutant, killedBy: await run(String(at), mutant) }
          report(outcomes[at]!, ++done)
        }
      })
    await Promise.all(Array.from({ length: lanes }, runLane))
    return outcomes.filter((outcome) => outcome !== undefined)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function askTests(
  bundler: Bundler,
  suite: Thread,
  bundle: string,
  mutant: Mutant | null,
  sources: readonly string[],
): Promise<Failure | null> {
  try {
    await bundler.write(bundle, mutant)
  } catch (error) {
    return { name: 'bundling', message: String(error).slice(0, 300) }
  }
  const files = [...new Set(sources.flatMap((source) => bundler.testsOf(source)))]
  const own = mutant?.file.replace(/^.*\/(.*)\.ts$/, '$1.test.ts')
  const rank = (file: string) =>
    file === own && !askedLast.includes(file)
      ? -1
      : askedFirst.includes(file)
        ? askedFirst.indexOf(file)
        : askedFirst.length + (askedLast.indexOf(file) + 1)
  const failure = await suite.run({
    bundle: pathToFileURL(bundle).href,
    files: files.sort((x, y) => rank(x) - rank(y)),
  })
  await rm(bundle, { force: true })
  return failure
}

interface Thread {
  run(request: SuiteRequest): Promise<Failure | null>
  end(): Promise<unknown>
}

/** A thread that is started anew when a test hangs or takes all of its memory, and after so many mutants. */
function openThread(file: string, lanes: number): Thread {
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
      const failure = await new Promise<Failure | null | 'dead'>((resolve) => {
        timer = setInterval(() => {
          const { worked, waited } = measureWork(since)
          if (worked > longestWork * lanes || waited > longestTest) resolve('dead')
        }, 1_000)
        running.removeAllListeners()
        running.once('error', () => resolve('dead'))
        running.once('exit', () => resolve('dead'))
        running.on('message', (message: SuiteMessage) => {
          if ('failure' in message) return resolve(message.failure)
          began = message.began
          since = measureWork()
        })
        running.postMessage(request)
      })
      clearInterval(timer)
      if (failure !== 'dead') return failure
      await end()
      return { name: began, message: 'it never ends, or takes all memory' }
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
