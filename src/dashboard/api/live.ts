import type { ScanState } from '../../domain/scan.ts'
import { forgetAhead } from './read-ahead.ts'

/** What the service tells as it happens: a scan's progress, and that sets have changed. */
export type LiveEvent =
  | {
      type: 'scan'
      owner: string
      repo: string
      snapshot: string
      state: ScanState
      resumesAt: string | null
      progress: { listed: number; analyzed: number; unchanged: number; failed: number }
    }
  | { type: 'sets'; owner: string; repo: string }
  /** Something was said of a set; `version` as of its decision, where that is known. */
  | { type: 'decision'; owner: string; repo: string; set: string; version?: string }

export interface LiveListener {
  event(event: LiveEvent): void
  /** Whether events arrive. After a loss the browser tries again by itself; what happened meanwhile has to be read. */
  connection(isOpen: boolean): void
}

const baseUrl = (import.meta.env.VITE_API_BASE_URL ?? '').replace(/\/+$/, '')
/** As the service asks browsers to. */
const reconnectMs = 3_000
const listeners = new Set<LiveListener>()
let source: EventSource | undefined
/** Events have arrived on this connection, or on the one that it replaces. */
let hasBeenOpen = false

/** Listens to /api/events; all listeners of a page share one connection. @returns what ends it. */
export function followEvents(listener: LiveListener): () => void {
  listeners.add(listener)
  source ??= connect()
  // Of a loss it hears, too: what happens before the connection is back has to be read by who joins meanwhile.
  const isOpen = source.readyState === EventSource.OPEN
  if (isOpen || hasBeenOpen) listener.connection(isOpen)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    // From one page to the next there is no listener: who comes next hears of a loss that has not ended.
    hasBeenOpen &&= source?.readyState !== EventSource.OPEN
    source?.close()
    source = undefined
  }
}

function connect(): EventSource {
  const events = new EventSource(`${baseUrl}/api/events`, { withCredentials: baseUrl !== '' })
  const tell = (isOpen: boolean) => {
    for (const listener of listeners) listener.connection(isOpen)
  }
  events.addEventListener('open', () => {
    hasBeenOpen = true
    tell(true)
  })
  events.addEventListener('error', () => {
    // No event will say that what was read ahead has changed.
    forgetAhead('')
    tell(false)
    // A browser tries again after a broken connection, and not after an answer that is an error (a proxy's, while the
    // service starts anew).
    if (events.readyState !== EventSource.CLOSED || source !== events) return
    setTimeout(() => {
      if (source === events) source = connect()
    }, reconnectMs)
  })
  for (const type of ['scan', 'sets', 'decision'])
    events.addEventListener(type, ({ data }: MessageEvent<string>) => {
      const event = parse(data)
      if (event !== null) for (const listener of listeners) listener.event(event)
    })
  return events
}

function parse(data: string): LiveEvent | null {
  try {
    return JSON.parse(data) as LiveEvent
  } catch {
    return null
  }
}

/** GitHub ignores case in names. */
export function isOf({ owner, repo }: LiveEvent, ownerHere: string, repoHere: string): boolean {
  return `${owner}/${repo}`.toLowerCase() === `${ownerHere}/${repoHere}`.toLowerCase()
}
