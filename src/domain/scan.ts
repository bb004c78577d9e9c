export interface ListOptions {
  /** The highest-numbered open ones only. */
  maxOpenPrs?: number | undefined
  /** Closed and merged ones too, however old. */
  all: boolean
  /** Without `all`: those too that were closed or merged since. */
  closedSince?: Date | null
  /** Goes on where a list that was interrupted stopped. */
  resume?: ListCursor | undefined
  /** Called when a page has been taken: the list may be gone on with from there. At the end `part` is done. */
  onCursor?(cursor: ListCursor): void
}

/** How far a list has been read. */
export interface ListCursor {
  /**
   * `changed`: what has changed since it began. `updates`: of a list that asks only for what has changed since the last
   * one (listUpdates).
   */
  part: 'open' | 'changed' | 'closed' | 'done' | 'updates'
  /** The next one of that part. */
  page: number
  /** Open ones listed so far. */
  open: number
  /** The lowest number of these; 0 when there are no others. */
  openFrom: number
  /** By GitHub's clock, ISO 8601: what has changed since then is asked for at the end. */
  beganAt: string
  /** How often the open ones have been gone through; absent where that is over. */
  pass?: number
}

/** What GitHub called its answers (ETags), kept from scan to scan. */
export interface EtagMemory {
  read(url: string): Promise<string | null>
  keep(etags: ReadonlyMap<string, string>): Promise<void>
}

export const scanStates = ['waiting', 'active', 'done', 'failed', 'paused'] as const

export type ScanState = (typeof scanStates)[number]

/** A scan's name: one pass over one repository under one snapshot. */
export interface ScanIdentity {
  owner: string
  repo: string
  snapshot: string
}

/** Not `.` or `..` alone: a browser would take that for a folder and ask for another address. */
export const snapshotPattern = '^(?!\\.{1,2}$)[A-Za-z0-9._:-]{1,120}$'

/**
 * The snapshot of a trigger that names none: the UTC hour, so that the clock and an impatient maintainer share a scan.
 */
export function hourlySnapshot(now: Date): string {
  return `${now.toISOString().slice(0, 13)}Z`
}

export interface UpdateProgress {
  from: number
  onPage(next: number): void
}

/** A scan that was accepted, as it is kept. */
export interface NewScan {
  owner: string
  name: string
  snapshot: string
  /** Where it reads from: git, api, mirror. */
  source: string
  /** Who asked for it; null: unknown. */
  actor: string | null
  options: { maxOpenPrs?: number; all: boolean; mirrorDir?: string }
}
