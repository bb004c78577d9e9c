import type { FetchedChange } from '../../domain/pull-request.ts'
import { streamDiffs } from '../diff/diffs.ts'
import type { GitOptions } from '../git.ts'
import type { ChangeRange } from './change-range.ts'
import type { CommitGraph } from './commit-graph.ts'
import { describeCommits, readCommits, toIso } from './commits.ts'
import { findOwnPairs, takeOwnCommits } from './own-changes.ts'

/** A pull request whose head is in the repository and whose range has been found. */
export interface LocatedPull {
  number: number
  headSha: string
  /** Who opened it, by login or address; null when unknown. */
  author: string | null
  range: ChangeRange
  /** The repository may lack what the single commits of a roll-up change: they are not read. */
  wholeOnly?: boolean
}

/**
 * Commits whose messages are held at a time: as many as the longest pull request has. Each is a hundred KiB at most.
 */
const commitsAtATime = 250

/** Reads diffs and commits of pull requests from the repository: two git processes for many of them. */
export async function* readChanges(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  nowSeconds: number,
  options: GitOptions,
): AsyncGenerator<FetchedChange> {
  for (let from = 0; from < pulls.length; ) {
    let [until, commits] = [from, 0]
    do commits += pulls[until++]!.range.commits.length
    while (until < pulls.length && commits + pulls[until]!.range.commits.length <= commitsAtATime)
    yield* readTogether(graph, pulls.slice(from, until), nowSeconds, options)
    from = until
  }
}

async function* readTogether(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  nowSeconds: number,
  options: GitOptions,
): AsyncGenerator<FetchedChange> {
  const idOf = (commit: number) => graph.commits.id(commit)
  const ids = pulls.flatMap(({ range }) => range.commits.map(idOf))
  const facts = await readCommits(ids, nowSeconds, options)
  const wanted = pulls.map((pull) => {
    const { headSha, range, wholeOnly } = pull
    const own = wholeOnly ? null : findOwnPairs(pull, graph, facts)
    return { pull, own, whole: { head: headSha, base: range.base === null ? null : idOf(range.base) } }
  })
  const diffs = streamDiffs(
    wanted.flatMap(({ whole, own }) => [whole, ...(own ?? [])]),
    options,
  )
  try {
    for (const { pull, own, whole } of wanted) {
      const { number, headSha, range } = pull
      const diff = (await diffs.next()).value!
      const ownCommits = own === null ? null : await takeOwnCommits(own, diffs)
      if (!diff.ok) {
        yield { ok: false, number, headSha, reason: diff.reason }
        continue
      }
      const baseSha = whole.base
      const orphan =
        baseSha === null ? 'it shares no history with its target branch: all its files count as added' : null
      const degraded = [orphan, diff.degraded].filter((reason) => reason !== null).join('; ') || null
      const baseAt = range.base === null ? null : toIso(graph.committedAt[range.base]!)
      const commits = describeCommits(range.commits.map((commit) => facts.get(idOf(commit))!))
      const { patch } = diff
      yield { ok: true, number, headSha, baseSha, baseAt, patch, commits, own: ownCommits, degraded }
    }
  } finally {
    await diffs.return(undefined)
  }
}
