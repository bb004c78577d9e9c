import type { OwnCommit } from '../../domain/revision.ts'
import { findOwnCommits } from '../../triage/index.ts'
import { readUtf8 } from '../../utf8.ts'
import type { DiffPair } from '../diff/diff-pair.ts'
import type { Diff } from '../diff/diffs.ts'
import type { GitOptions } from '../git.ts'
import { type CommitGraph, firstParentOf } from './commit-graph.ts'
import { type CommitFacts, describeCommits, githubItself, readCommits } from './commits.ts'
import type { LocatedPull } from './read-changes.ts'

/**
 * Characters of all own commits of a pull request together: a larger part is no fix that another person proposes too.
 */
const longestOwn = 512 * 1024
/** Commits whose messages are held at a time: as many as the longest pull request has. */
const commitsAtATime = 250

/**
 * What to compare for the own commits of a roll-up, one by one (triage/change/own-commits.ts); null when it is no
 * roll-up, or not known.
 * @param facts of all its commits.
 */
export function findOwnPairs(
  { number, author, range }: LocatedPull,
  graph: CommitGraph,
  facts: ReadonlyMap<string, CommitFacts>,
): DiffPair[] | null {
  const commits = range.commits.map((commit) => facts.get(graph.commits.id(commit))!)
  const committer = commits.at(-1)?.committerEmail ?? null
  const own = findOwnCommits(
    { number, author, commits: describeCommits(commits) },
    committer === githubItself ? null : committer,
  )
  if (own === null) return null
  const pairs = own.map((head) => {
    const parent = firstParentOf(graph, graph.commits.find(head))
    return { head, base: parent === -1 ? null : graph.commits.id(parent) }
  })
  // Where a shallow history ends a commit would seem to add every file.
  return pairs.some(({ head, base }) => base === null && facts.get(head)!.parents > 0) ? null : pairs
}

/** The same for many pull requests, before their commits are read: by the place of each roll-up among them. */
export async function findAllOwnPairs(
  pulls: readonly LocatedPull[],
  graph: CommitGraph,
  nowSeconds: number,
  options: GitOptions,
): Promise<Map<number, DiffPair[]>> {
  const found = new Map<number, DiffPair[]>()
  // A single commit is no work of several.
  const several = [...pulls.entries()].filter(([, { range }]) => range.commits.length > 1)
  for (let from = 0; from < several.length; ) {
    const ids: string[] = []
    let until = from
    while (until < several.length && ids.length < commitsAtATime)
      ids.push(...several[until++]![1].range.commits.map((commit) => graph.commits.id(commit)))
    const facts = await readCommits(ids, nowSeconds, options)
    for (; from < until; from++) {
      const [place, pull] = several[from]!
      const pairs = findOwnPairs(pull, graph, facts)
      if (pairs !== null && pairs.length > 0) found.set(place, pairs)
    }
  }
  return found
}

/**
 * Takes the diffs of own commits from a stream that has them next; null when one of them cannot be had whole, or all
 * are too long.
 */
export async function takeOwnCommits(
  pairs: readonly DiffPair[],
  diffs: AsyncIterator<Diff>,
): Promise<OwnCommit[] | null> {
  let own: OwnCommit[] | null = []
  let length = 0
  for (const { head } of pairs) {
    const diff: Diff = (await diffs.next()).value
    const patch = diff.ok ? readUtf8(diff.patch) : ''
    length += patch.length
    if (!diff.ok || diff.degraded !== null || length > longestOwn) own = null
    else own?.push({ sha: head, patch })
  }
  return own
}
