import type { SourceChoice } from '../queue/jobs.ts'
import type { PullSource } from '../source/source.ts'
import type { OpenedSource } from './ports.ts'

/**
 * Scans whose source is kept open in one process. A source holds a commit graph (some 50 bytes a commit), so only as
 * many as are worked on at a time.
 */
const openScans = 4

export interface SourceCache {
  openSource(choice: SourceChoice, scan: { scanId: number; owner: string; repo: string }): OpenedSource
  /** The scan has ended: its source is let go, and opened anew should another run of the scan ask for it. */
  closeSource(scanId: number): void
}

/** Keeps one source for each scan until it ends, the least recently used dropped first. */
export function cacheSources(
  open: (choice: SourceChoice, repository: { owner: string; repo: string }) => PullSource,
): SourceCache {
  const opened = new Map<number, OpenedSource>()
  return {
    openSource(choice, scan) {
      const entry = opened.get(scan.scanId) ?? count(open(choice, scan))
      opened.delete(scan.scanId)
      opened.set(scan.scanId, entry)
      for (const oldest of opened.keys()) {
        if (opened.size <= openScans) break
        opened.delete(oldest)
      }
      return entry
    },
    closeSource: (scanId) => void opened.delete(scanId),
  }
}

function count(source: PullSource): OpenedSource {
  let taken = 0
  return {
    source,
    takeRequests() {
      const sent = source.requestCount()
      const requests = sent - taken
      taken = sent
      return { requests, limit: source.requestLimit() }
    },
  }
}
