import type { Log } from '../log.ts'
import type { SourceChoice } from '../queue/jobs.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import type { PullSource } from '../source/source.ts'
import type { AheadMirror } from './ahead-mirror.ts'

/** On a machine with a sixteenth of a processor Postgres takes minutes to make its files. */
const keptMs = 10 * 60_000

/** A mirror that is read before it is asked about. */
export interface ReadAhead {
  /** @returns the source for the first scan that asks for just this mirror; null for any other. */
  take(choice: SourceChoice, repository: { owner: string; repo: string }): PullSource | null
}

/**
 * Reads a mirror's history while Postgres makes its files: the first scan of a new folder need not wait for both.
 * @param text what the environment says under `readsAhead`: AheadMirror as JSON, written by our own scan command.
 * @returns null without one.
 */
export function readAhead(
  text: string | undefined,
  dataDir: string,
  log: Log,
  signal: AbortSignal,
): ReadAhead | null {
  if (text === undefined) return null
  const { dir, owner, repo } = JSON.parse(text) as AheadMirror
  let source: PullSource | null = openMirrorSource({ dir, owner, name: repo, log, dataDir })
  source.begin?.(signal)
  // What no scan has asked for by then is not kept, nor given to one that would take it for what stands there now.
  const forgotten = setTimeout(() => {
    source = null
  }, keptMs)
  forgotten.unref()
  return {
    take(choice, asked) {
      const isWanted =
        choice.kind === 'mirror' && choice.dir === dir && asked.owner === owner && asked.repo === repo
      if (!isWanted) return null
      // Once: a later scan reads the mirror as it is by then.
      const taken = source
      source = null
      return taken
    },
  }
}
