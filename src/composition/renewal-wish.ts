import { openIdleMemory } from '../idle-memory.ts'
import type { Log } from '../log.ts'

/** After the end of the last job, longer than what a scan's thread remembers is kept (worker/thread.ts). */
const quietMs = 31_000
/** What a fresh process saves has to be worth its second. Bytes. */
const leastSaved = 8 * 1024 * 1024
/**
 * Of processor time that a process has used before it asks: to start and to run what is not compiled yet costs a fresh
 * one 1.2 s, and a scan that finds nothing new half a second. Such scans may leave it 20 MiB larger, each time anew.
 */
const leastUsedMs = 5_000
/** A machine on which a start takes longer could take the worker for dead meanwhile (30 s of silence). */
const longestStartMs = 10_000

export interface RenewalWishOptions {
  /** How long this process took to start, by itself. */
  startMs: number
  /** Whether there is anything left to do, or to wait for. */
  isNeeded(): Promise<boolean>
  /** Asks for a fresh process: it is called once at most. */
  ask(): void
  log: Log
  /** Bytes of this process outside V8's heap, which it can hardly give back before it ends. */
  readOutside?: () => number
  /** Processor time that this process has used. */
  readUsedMs?: () => number
  waitMs?: number
}

/** A worker's wish for a fresh process in its place, once a scan has left it far larger than it was when it started. */
export interface RenewalWish {
  /** Runs `work`; the wish comes at the earliest some time after. @throws what `work` throws. */
  during<T>(work: () => Promise<T>): Promise<T>
  stop(): void
}

/** Compares with what the process holds now, which is to be when it has just started. */
export function openRenewalWish({
  startMs,
  isNeeded,
  ask,
  log,
  readOutside = readOutsideHeap,
  readUsedMs = readProcessorMs,
  waitMs = quietMs,
}: RenewalWishOptions): RenewalWish {
  const atStart = readOutside()
  let isOver = false
  let begun = 0
  const quiet = openIdleMemory(async () => {
    const [grown, before] = [readOutside() - atStart, begun]
    if (startMs > longestStartMs || grown < leastSaved || readUsedMs() < leastUsedMs) return
    if (await isNeeded()) return
    // While it looked, a job may have come, which is done here first, or the order to stop.
    if (isOver || begun !== before) return
    isOver = true
    log.info({ mb: Math.round(grown / 1024 / 1024) }, 'asks for a fresh process: scans have left it large')
    ask()
  }, waitMs)
  return {
    during(work) {
      begun++
      return quiet.during(work)
    },
    stop() {
      isOver = true
      quiet.stop()
    },
  }
}

/** Without buffers, which come and go: a worker may have begun to read a mirror when it has just started. */
function readOutsideHeap(): number {
  const { rss, heapTotal, arrayBuffers } = process.memoryUsage()
  return rss - heapTotal - arrayBuffers
}

function readProcessorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
