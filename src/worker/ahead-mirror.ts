// By itself, since the scan command needs it and none of what reads a mirror.

/** Names the mirror that a worker will be asked about as soon as it is ready: set by the scan command, no setting. */
export const readsAhead = 'CLAWTRIAGE_READS_AHEAD'

/** A mirror, and as what it is scanned. */
export interface AheadMirror {
  dir: string
  owner: string
  repo: string
}
