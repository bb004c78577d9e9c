import { parentPort, workerData } from 'node:worker_threads'
import type { ReadingThreadData } from '../src/comparison/changes.ts'
import { serveChanges } from '../src/comparison/serve-changes.ts'
import { type LogLevel, openLog } from '../src/log.ts'
import { openPool } from '../src/postgres/pool.ts'

/** A thread of the API (src/comparison/changes.ts): no program of its own. */
const { databaseUrl, logLevel, queryDeadlineMs } = workerData as ReadingThreadData
const pool = openPool(databaseUrl, {
  application: 'clawtriage-reading',
  max: 1,
  deadlineMs: queryDeadlineMs,
  log: openLog('api', logLevel as LogLevel),
})
serveChanges(parentPort!, pool)
