import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { openLog } from '../log.ts'
import { startChild } from '../supervise/child.ts'
import { findRedis } from '../supervise/find-servers.ts'
import { prepareRedis } from '../supervise/redis-server.ts'
import { endWithThisProcess } from './end-with-process.ts'

export interface TestRedis {
  url: string
  pid: number
  /** Empties it, queues and all. */
  flush(): Promise<void>
  close(): Promise<void>
}

/**
 * A real Redis of its own: BullMQ's queue names are fixed, so two test files must not share one. It starts in 20 ms.
 */
export async function openTestRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-redis-'))
  const { spec, redisUrl } = prepareRedis(findRedis(process.env), join(folder, 'data'), folder)
  const child = await startChild(spec, openLog('test', 'silent'))
  const letGo = endWithThisProcess(child.pid, 'QUIT', folder)
  const path = new URL(redisUrl).pathname
  return {
    url: redisUrl,
    pid: child.pid,
    async flush() {
      const redis = new Redis({ path })
      await redis.flushall()
      redis.disconnect()
    },
    async close() {
      await child.stop()
      letGo()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
