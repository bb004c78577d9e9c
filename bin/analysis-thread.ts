import { parentPort, workerData } from 'node:worker_threads'
import { type LogLevel, openLog } from '../src/log.ts'
import { openPool } from '../src/postgres/pool.ts'
import { serveThread } from '../src/worker/serve-thread.ts'
import type { ThreadData } from '../src/worker/thread-messages.ts'

/** The worker's second thread (src/worker/thread.ts): no program of its own. */
const { databaseUrl, logLevel } = workerData as ThreadData
const pool = openPool(databaseUrl, {
  application: 'clawtriage-compare',
  max: 1,
  log: openLog('worker', logLevel as LogLevel),
})
serveThread(parentPort!, pool)
