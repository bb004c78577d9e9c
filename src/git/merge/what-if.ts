import { isMerged, type MergeOutcome, type TriedMerge } from '../../domain/what-if.ts'
import { AppError } from '../../errors.ts'
import { GitFailure } from '../git.ts'
import { readObjectNames } from '../objects.ts'
import { type MergeFolder, openMergeFolder } from './merge-folder.ts'
import { type MergePair, mergeBatch, mergeTrees, type TreeMerge } from './merge-trees.ts'
import { writeCommit } from './write-commit.ts'

export interface WhatIfQuestion {
  /** The mirror that has all commits; nothing is written to it. */
  gitDir: string
  /** The tip of the branch, a commit. */
  onto: string
  /** Different commits. */
  heads: readonly string[]
  /** What is known of a merge already; undefined: it is tried. */
  known(after: string | null, head: string): MergeOutcome | undefined
  /** Milliseconds since 1970: what is not tried by then is unknown. */
  deadlineAt: number
}

/** What a head makes of the branch. */
interface Merged {
  after: string
  commit: string
  tree: string
}

/**
 * What each head comes to when it is merged into a branch, and when another one was merged before. Yields only what was
 * not known. A head that conflicts by itself is followed by no other, and one that could not be tried by itself follows
 * none.
 * @throws AppError UNAVAILABLE when the mirror lacks the branch's tip, or cannot be read.
 */
export async function* tryMerges(question: WhatIfQuestion, signal: AbortSignal): AsyncGenerator<TriedMerge> {
  const { gitDir, onto, heads, known, deadlineAt } = question
  const name = `${onto}^{tree}`
  const tree = (await readObjectNames([name], { gitDir, signal })).get(name)
  if (tree === undefined) throw new AppError('UNAVAILABLE', `the mirror lacks the commit ${onto}`)
  const merging: string[] = []
  const unknown = new Set<string>()
  const asked: MergePair[] = []
  for (const head of heads) {
    const outcome = known(null, head)
    if (outcome === undefined) asked.push({ into: onto, head, after: null })
    else if (isMerged(outcome)) merging.push(head)
    else if (outcome === 'UNKNOWN') unknown.add(head)
  }
  let at = 0
  for await (const merge of mergeTrees([gitDir], asked, deadlineAt, signal)) {
    const tried = nameMerge(merge, { after: null, head: asked[at++]!.head, tree })
    if (isMerged(tried.outcome)) merging.push(tried.head)
    else if (tried.outcome === 'UNKNOWN') unknown.add(tried.head)
    yield tried
  }

  const followed = merging
    .map((after) => ({
      after,
      heads: heads.filter((head) => head !== after && !unknown.has(head) && known(after, head) === undefined),
    }))
    .filter((row) => row.heads.length > 0)
  if (followed.length === 0) return
  const folder = await openMergeFolder([gitDir], onto.length)
  try {
    const merged = await mergeEach(
      folder,
      onto,
      followed.map(({ after }) => after),
      deadlineAt,
      signal,
    )
    const pairs = followed.flatMap((row) => {
      const base = merged.get(row.after)
      return base === undefined
        ? []
        : row.heads.map((head) => ({ into: base.commit, head, after: row.after, base }))
    })
    at = 0
    for await (const merge of mergeTrees([folder.gitDir, gitDir], pairs, deadlineAt, signal)) {
      const { head, base } = pairs[at++]!
      yield nameMerge(merge, { after: base.after, head, tree: base.tree })
    }
    for (const row of followed)
      if (!merged.has(row.after)) for (const head of row.heads) yield unmerged(row.after, head)
  } finally {
    await folder.remove()
  }
}

/**
 * Merges each head by itself once more, all of them in one folder that keeps what comes of it. One that fails now is
 * left out.
 */
async function mergeEach(
  folder: MergeFolder,
  onto: string,
  heads: readonly string[],
  deadlineAt: number,
  signal: AbortSignal,
): Promise<Map<string, Merged>> {
  const merged = new Map<string, Merged>()
  const pairs = heads.map((head) => ({ into: onto, head, after: null }))
  try {
    let at = 0
    for await (const { tree } of mergeBatch(folder, pairs, deadlineAt, signal)) {
      const after = heads[at++]!
      if (tree === null) continue
      const commit = await writeCommit(folder.gitDir, tree, [onto, after], Math.floor(Date.now() / 1_000))
      merged.set(after, { after, tree, commit })
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof GitFailure) && !(error instanceof AppError)) throw error
  }
  return merged
}

/** @param named `tree` is what there was before: a merge that makes the same is empty. */
function nameMerge(
  { tree, ...merge }: TreeMerge,
  named: { after: string | null; head: string; tree: string },
): TriedMerge {
  const { after, head } = named
  return { after, head, ...merge, outcome: tree === named.tree ? 'EMPTY' : merge.outcome }
}

/** It merged a moment ago: a machine that is short of something now says nothing of those that come after. */
function unmerged(after: string, head: string): TriedMerge {
  const reason = 'what it comes after could not be merged once more'
  return { after, head, outcome: 'UNKNOWN', files: [], fileCount: 0, reason }
}
