import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What starting or a scan has left is given back when nothing has followed for so long. */
const quietMs = 5_000

/** Gives memory back when there is nothing to do. */
export interface IdleMemory {
  /**
   * Something was done: once nothing has followed it for a while, all garbage is collected and its pages are given
   * back.
   */
  later(): void
  stop(): void
}

/**
 * A runtime collects when it needs room, and an idle one needs none: it would keep what starting took (15 MB a process)
 * for as long as it lives.
 * @param collect takes some 50 ms of processor time with 20 MB of heap.
 */
export function openIdleMemory(collect: () => unknown = collectGarbage, ms = quietMs): IdleMemory {
  let timer: NodeJS.Timeout | undefined
  return {
    later() {
      clearTimeout(timer)
      timer = setTimeout(collect, ms)
      timer.unref()
    },
    stop: () => clearTimeout(timer),
  }
}

/** Everything that can be collected is, and the heap is made as small as what is left. */
export async function collectGarbage(): Promise<void> {
  const bun = (globalThis as { Bun?: { gc(isSynchronous: boolean): void } }).Bun
  if (bun !== undefined) bun.gc(true)
  else if (Number.parseInt(process.versions.v8, 10) < 12) await collectForInspector()
  else collectLastResort()
}

/** V8's word for leaving nothing: code that has not run lately goes too, and is compiled again when it is called. */
function collectLastResort(): void {
  // Not in the command line: a program that is started by hand has it too.
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (options: object) => void
  setFlagsFromString('--no-expose-gc')
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/**
 * An older V8 takes that word for another: its `gc` leaves the room for what has just been made as large as it was, and
 * pages that are nearly empty, some 20 MiB of a worker. What the inspector asks for does not.
 */
async function collectForInspector(): Promise<void> {
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
