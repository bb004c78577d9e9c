/** Work in pieces, each of which takes a few milliseconds at most. */
export type Pieces = Iterator<unknown>

export interface Work {
  /** Does the first slice at once, before the frame that is drawn next; less where `isEnough` says so sooner. */
  begin(isEnough?: () => boolean): void
  /** Does it before what is not on the screen. */
  hurry(): void
  cancel(): void
  /** Resolves when all of it is done, rejects when a piece throws; neither when it is cancelled. */
  done: Promise<void>
}

/** Half a frame: what is left of it is the browser's, for scrolling and keys. */
const sliceMs = 8

interface Queued {
  pieces: Pieces
  urgent: boolean
  finish(): void
  fail(error: unknown): void
}

const queue = new Set<Queued>()
let scheduled: 'idle' | 'soon' | null = null

/**
 * Does work in slices, so that the page never stands still: at once where the reader waits for it, else when the
 * browser is idle.
 */
export function doInSlices(pieces: Pieces, { urgent = false } = {}): Work {
  let [finish, fail] = [() => {}, (_: unknown) => {}]
  const done = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  const work: Queued = { pieces, urgent, finish, fail }
  queue.add(work)
  schedule()
  return {
    done,
    begin: (isEnough) => {
      if (queue.has(work)) workUntil(work, performance.now() + sliceMs, isEnough)
    },
    cancel: () => queue.delete(work),
    hurry: () => {
      work.urgent = true
      schedule()
    },
  }
}

function schedule(): void {
  const next = nextWork()
  if (next === undefined || scheduled === 'soon' || (scheduled === 'idle' && !next.urgent)) return
  scheduled = next.urgent ? 'soon' : 'idle'
  if (next.urgent) setTimeout(run)
  else if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 1_000 })
  else setTimeout(run, 50)
}

function nextWork(): Queued | undefined {
  let first: Queued | undefined
  for (const work of queue) {
    if (work.urgent) return work
    first ??= work
  }
  return first
}

function run(): void {
  const until = performance.now() + sliceMs
  scheduled = null
  // One step at least, however late the clock says it is: else a starved page would never get on.
  do {
    const work = nextWork()
    if (work === undefined) return
    workUntil(work, until)
  } while (performance.now() < until)
  schedule()
}

function workUntil(work: Queued, until: number, isEnough = () => false): void {
  try {
    do {
      if (work.pieces.next().done !== true) continue
      queue.delete(work)
      work.finish()
      return
    } while (performance.now() < until && !isEnough())
  } catch (error) {
    queue.delete(work)
    work.fail(error)
  }
}
