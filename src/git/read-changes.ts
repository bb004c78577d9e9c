import type { FetchedChange } from '../source/source.ts'
import type { RevisionCommit } from '../triage/revision.ts'
import type { ChangeRange } from './change-range.ts'
import type { CommitGraph } from './commit-graph.ts'
import { type CommitFacts, readCommits } from './commits.ts'
import { streamDiffs } from './diffs.ts'
import type { GitOptions } from './git.ts'

/** A pull request whose head is in the repository and whose range has been found. */
export interface LocatedPull {
  number: number
  headSha: string
  range: ChangeRange
}

/** Commits whose messages are held at a time: as many as the longest pull request has. Each is a hundred KiB at most. */
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
  const pairs = pulls.map(({ headSha, range }) => ({
    head: headSha,
    base: range.base === null ? null : idOf(range.base),
  }))
  let at = 0
  for await (const diff of streamDiffs(pairs, options)) {
    const { number, headSha, range } = pulls[at]!
    const baseSha = pairs[at++]!.base
    if (!diff.ok) {
      yield { ok: false, number, headSha, reason: diff.reason }
      continue
    }
    const commits = range.commits.map((commit) => describeCommit(facts.get(idOf(commit))!))
    const orphan =
      baseSha === null ? 'it shares no history with its target branch: all its files count as added' : null
    const degraded = [orphan, diff.degraded].filter((reason) => reason !== null).join('; ') || null
    const baseAt = range.base === null ? null : toIso(graph.committedAt[range.base]!)
    yield { ok: true, number, headSha, baseSha, baseAt, patch: diff.patch, commits, degraded }
  }
}

function describeCommit(facts: CommitFacts): RevisionCommit {
  const { sha, message, authoredAt, committedAt, authorName, authorEmail, parents } = facts
  return { sha, message, authoredAt: toIso(authoredAt ?? committedAt), authorName, authorEmail, parents }
}

/** ISO 8601; a date that no clock can have shown is the epoch: wrong for everyone, misleading for no one. */
export function toIso(seconds: number | null): string {
  return new Date((seconds ?? 0) * 1_000).toISOString()
}
