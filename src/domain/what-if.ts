/** Pull requests that are merged with each other at a time: every pair of twelve comes to 144 merges. */
export const mostMerged = 12
/** Files named of a merge that conflicts; the rest is counted. */
export const mostConflictFiles = 20

export const mergeOutcomes = ['CLEAN', 'EMPTY', 'CONFLICT', 'UNKNOWN'] as const
/**
 * What merging a head comes to. EMPTY: it merges, and changes nothing that is not there already. UNKNOWN: it could not
 * be tried, or was too large to be tried, which says nothing of whether it would merge.
 */
export type MergeOutcome = (typeof mergeOutcomes)[number]

export interface MergeResult {
  outcome: MergeOutcome
  /** Paths in conflict, the first `mostConflictFiles` of them. */
  files: string[]
  /** How many are in conflict. */
  fileCount: number
  /** Why it is unknown; null where it is known. */
  reason: string | null
}

/** One merge: a head into the tip of a branch, or into what that is once `after` has been merged into it. */
export interface TriedMerge extends MergeResult {
  /** The head that was merged before; null: none. */
  after: string | null
  head: string
}

/** What each of some pull requests comes to now, and after each other one. */
export interface WhatIfMatrix {
  pulls: ({ number: number; headSha: string; baseRef: string | null } & MergeResult)[]
  /** Ordered by `after`, then by `number`; none after a pull request that does not merge itself. */
  pairs: ({ after: number; number: number } & MergeResult)[]
}

/** Whether a head that comes to this can be followed by another. */
export const isMerged = (outcome: MergeOutcome): boolean => outcome === 'CLEAN' || outcome === 'EMPTY'

/** What is known of some pull requests, put together; null while anything is missing. */
export function deriveMatrix(
  pulls: readonly { number: number; headSha: string; baseRef: string | null }[],
  merges: readonly TriedMerge[],
): WhatIfMatrix | null {
  const known = new Map(merges.map((merge) => [`${merge.after ?? ''} ${merge.head}`, merge]))
  const matrix: WhatIfMatrix = { pulls: [], pairs: [] }
  for (const pull of pulls) {
    const alone = known.get(` ${pull.headSha}`)
    if (alone === undefined) return null
    matrix.pulls.push({ ...pull, ...resultOf(alone) })
    if (!isMerged(alone.outcome)) continue
    for (const { number, headSha } of pulls) {
      if (number === pull.number) continue
      const other = known.get(` ${headSha}`)
      // Two pull requests of one head: whichever comes second has nothing to add. What could not be tried by itself was
      // not tried after others.
      const result =
        headSha === pull.headSha
          ? nothingLeft
          : other?.outcome === 'UNKNOWN'
            ? other
            : known.get(`${pull.headSha} ${headSha}`)
      if (result === undefined) return null
      matrix.pairs.push({ after: pull.number, number, ...resultOf(result) })
    }
  }
  return matrix
}

const nothingLeft: MergeResult = { outcome: 'EMPTY', files: [], fileCount: 0, reason: null }

function resultOf({ outcome, files, fileCount, reason }: MergeResult): MergeResult {
  return { outcome, files, fileCount, reason }
}
