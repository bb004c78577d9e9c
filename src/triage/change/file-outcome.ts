import { createHash } from 'node:crypto'
import type { FileOutcome } from '../../domain/landing.ts'
import { hasLockBesideOthers, isLockFile } from './lock-files.ts'
import type { ChangedFile } from './patch.ts'
import { changedWithoutBlanks } from './without-blanks.ts'

/** A change of more files is a sweep; that one file of it was forgotten elsewhere would not be found. */
const mostFiles = 300

/**
 * What a whole change comes to, file by file, without lock files beside others; none when a part of it is not known.
 * `change` is a patch id (git's `patch-id`) of one file over hunks without context: blanks do not count, nor do line
 * numbers, so that it is the same for a cherry-pick to another place.
 */
export function deriveOutcomes(files: readonly ChangedFile[]): FileOutcome[] {
  if (files.length > mostFiles) return []
  const outcomes: FileOutcome[] = []
  const isBeside = hasLockBesideOthers(files)
  for (const { path, oldPath, status, newId, hunks } of files) {
    const gone = status === 'deleted'
    // No part of what has to land: there it is written anew, with what else was merged. One that is removed is not.
    if (isBeside && !gone && isLockFile(path) && isLockFile(oldPath)) continue
    if (status === 'renamed') outcomes.push({ path: oldPath, blob: null, gone: true, change: null })
    const change =
      hunks === null || hunks.length === 0
        ? null
        : patchId(
            path,
            hunks.map(({ lines }) => lines),
          )
    // A change of mode alone, or a content that is not said: the whole cannot be found.
    if (!gone && newId === null && change === null) return []
    outcomes.push({ path, blob: gone ? null : newId, gone, change })
  }
  return outcomes
}

function patchId(path: string, hunks: readonly (readonly string[])[]): string {
  const hash = createHash('sha256').update(path)
  for (const lines of hunks) hash.update(changedWithoutBlanks(lines))
  return hash.digest('hex').slice(0, 32)
}
