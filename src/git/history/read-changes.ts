import type { FetchedChange } from '../../domain/pull-request.ts'
import { streamDiffs } from '../diff/diffs.ts'
import type { GitOptions } from '../git.ts'
import type { ChangeRange } from './change-range.ts'
import type { CommitGraph } from './commit-graph.ts'
import { type CommitFacts, describeCommits, readCommits, toIso } from './commits.ts'
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

/** Commits that are read at a time: as many as the longest pull request has. Each is a hundred KiB at most. */
const commitsAtATime = 250
/**
 * More are read until they come to so much, so that one git compares as many pull requests as it can: a new one reads
 * the files again that the next change has in common with the last. Bytes.
 */
const heldBytes = 4 * 1024 * 1024
/** What a commit takes besides its message, roughly: ids, names and dates. Bytes. */
const bytesPerCommit = 1_024
const bytesPerCharacter = 2

/** Reads diffs and commits of pull requests from the repository: a few git processes for hundreds of them. */
export async function* readChanges(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  nowSeconds: number,
  options: GitOptions,
): AsyncGenerator<FetchedChange> {
  for (let from = 0; from < pulls.length; ) {
    const facts = new Map<string, CommitFacts>()
    let [until, bytes] = [from, 0]
    do {
      const next = endOfBatch(pulls, until)
      const ids = pulls
        .slice(until, next)
        .flatMap(({ range }) => range.commits.map((at) => graph.commits.id(at)))
      for (const [id, fact] of await readCommits(ids, nowSeconds, options)) {
        facts.set(id, fact)
        bytes += fact.message.length * bytesPerCharacter + bytesPerCommit
      }
      until = next
    } while (until < pulls.length && bytes < heldBytes)
    yield* readTogether(graph, pulls.slice(from, until), facts, options)
    from = until
  }
}

/** Of the pull requests from one on: where those end whose commits are read at a time. */
function endOfBatch(pulls: readonly LocatedPull[], from: number): number {
  let [until, commits] = [from, 0]
  do commits += pulls[until++]!.range.commits.length
  while (until < pulls.length && commits + pulls[until]!.range.commits.length <= commitsAtATime)
  return until
}

async function* readTogether(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  facts: ReadonlyMap<string, CommitFacts>,
  options: GitOptions,
): AsyncGenerator<FetchedChange> {
  const idOf = (commit: number) => graph.commits.id(commit)
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
