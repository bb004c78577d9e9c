import { parentPort } from 'node:worker_threads'
import { type Failure, runSuite, suite } from './suite.ts'

/** The tests of one mutant: a bundle of them all, and which of its files are asked, in this order. */
export interface SuiteRequest {
  bundle: string
  files: string[]
}
export type SuiteMessage = { began: string } | { failure: Failure | null }

/** What a bundle of tests imports as vitest (vitest-stand-in.ts). */
Object.assign(globalThis, { mutationSuite: suite })

parentPort!.on('message', async ({ bundle, files }: SuiteRequest) => {
  const send = (message: SuiteMessage) => parentPort!.postMessage(message)
  try {
    const { tests } = (await import(bundle)) as { tests: Record<string, () => Promise<unknown>> }
    const failure = await runSuite(
      files.map((file) => [file, tests[file]!] as const),
      (began) => send({ began }),
    )
    send({ failure })
  } catch (error) {
    send({ failure: { name: 'loading', message: String(error).slice(0, 300) } })
  }
})
