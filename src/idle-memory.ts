import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What starting or a scan has left is given back when nothing has followed for so long. */
const quietMs = 2_000

/** Gives memory back when there is nothing to do. */
export interface IdleMemory {
  /**
   * Something was done: once nothing has followed it for a while, all garbage is collected and its pages are given
   * back.
   */
  later(): void
  /**
   * Runs `work`, and does not collect before it has ended: what is in use is made small for nothing, and code that is
   * running is compiled once more.
   * @throws what `work` throws.
   */
  during<T>(work: () => Promise<T>): Promise<T>
  /** In the midst of work, for one who only waits from here on. It never fails. */
  now(): Promise<void>
  stop(): void
}

/**
 * A runtime collects when it needs room, and an idle one needs none: it would keep what starting took (15 MB a process)
 * for as long as it lives.
 * @param collect takes some 50 ms of processor time with 20 MB of heap.
 */
export function openIdleMemory(collect: () => unknown = collectGarbage, ms = quietMs): IdleMemory {
  let timer: NodeJS.Timeout | undefined
  let works = 0
  const later = () => {
    clearTimeout(timer)
    if (works > 0) return
    timer = setTimeout(() => void attempt(collect), ms)
    timer.unref()
  }
  return {
    later,
    async during(work) {
      works++
      clearTimeout(timer)
      try {
        return await work()
      } finally {
        works--
        later()
      }
    },
    now: () => attempt(collect),
    stop: () => clearTimeout(timer),
  }
}

/** A service that cannot give memory back keeps it, and goes on. */
async function attempt(collect: () => unknown): Promise<void> {
  try {
    await collect()
  } catch {}
}

/** Everything that can be collected is, and the heap is made as small as what is left. */
export async function collectGarbage(): Promise<void> {
  const bun = (globalThis as { Bun?: { gc(isSynchronous: boolean): void } }).Bun
  if (bun !== undefined) bun.gc(true)
  // V8's word for leaving nothing: code that has not run lately goes too, and is compiled again when it is called. An
  // older V8 takes it for another.
  else if (Number.parseInt(process.versions.v8, 10) >= 12)
    exposeGc()({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  else await collectForInspector().catch(() => exposeGc()())
}

/** V8's own collection. Not in the command line: a program that is started by hand has it too. */
function exposeGc(): (options?: object) => void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (options?: object) => void
  setFlagsFromString('--no-expose-gc')
  return gc
}

/**
 * An older V8's `gc` leaves the room for what has just been made as large as it was, and pages that are nearly empty,
 * some 20 MiB of a worker. What the inspector asks for does not. It listens on no port for that.
 * @throws in a Node that was built without it, or may not use it.
 */
async function collectForInspector(): Promise<void> {
  const { Session } = await import('node:inspector')
  const session = new Session()
  session.connect()
  await new Promise<void>((resolve) => {
    session.post('HeapProfiler.collectGarbage', () => {
      // Not from within its own answer, which would never end.
      setImmediate(() => {
        session.disconnect()
        resolve()
      })
    })
  })
}
