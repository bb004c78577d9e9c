import type { FetchedChange } from '../../domain/pull-request.ts'
import { AppError } from '../../errors.ts'
import { streamDiffs } from '../diff/diffs.ts'
import type { GitOptions } from '../git.ts'
import type { ChangeRange } from './change-range.ts'
import type { CommitGraph } from './commit-graph.ts'
import { type CommitFacts, describeCommits, streamCommits, toIso } from './commits.ts'
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
 * Commits are read until they come to so much, so that one git compares as many pull requests as it can: a new one
 * reads the files again that the next change has in common with the last. The longest pull request has 250 commits,
 * each a hundred KiB at most. Bytes.
 */
const heldBytes = 4 * 1024 * 1024
/** What a commit takes besides its message, roughly: ids, names and dates. Bytes. */
const bytesPerCommit = 1_024
const bytesPerCharacter = 2
/** One git is asked for so many: there is hardly ever room for as many, and their names are bytes as well. */
const mostAsked = 5_000

/** Reads diffs and commits of pull requests from the repository: a few git processes for hundreds of them. */
export async function* readChanges(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  nowSeconds: number,
  options: GitOptions,
): AsyncGenerator<FetchedChange> {
  for (let from = 0; from < pulls.length; ) {
    const facts = await readFacts(graph, pulls, from, nowSeconds, options)
    yield* readTogether(graph, pulls.slice(from, facts.until), facts.of, options)
    from = facts.until
  }
}

/** The commits of the pull requests from one on: of as many as there is room for, of one at least. */
async function readFacts(
  graph: CommitGraph,
  pulls: readonly LocatedPull[],
  from: number,
  nowSeconds: number,
  options: GitOptions,
): Promise<{ of: Map<string, CommitFacts>; until: number }> {
  const idsOf = ({ range }: LocatedPull) => range.commits.map((at) => graph.commits.id(at))
  const asked = new Set(idsOf(pulls[from]!))
  let last = from + 1
  for (; last < pulls.length && asked.size < mostAsked; last++)
    for (const id of idsOf(pulls[last]!)) asked.add(id)
  const of = new Map<string, CommitFacts>()
  let [until, bytes] = [from, 0]
  const commits = streamCommits([...asked], nowSeconds, options)
  try {
    do
      for (const id of idsOf(pulls[until]!))
        while (!of.has(id)) {
          const fact = (await commits.next()).value
          if (!fact) throw new AppError('UNAVAILABLE', `the repository lacks the commit ${id}`)
          of.set(fact.sha, fact)
          bytes += fact.message.length * bytesPerCharacter + bytesPerCommit
        }
    while (++until < last && bytes < heldBytes)
  } finally {
    await commits.return(undefined)
  }
  return { of, until }
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
