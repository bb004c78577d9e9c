import type { ListedPull } from '../domain/pull-request.ts'
import type { GitOptions } from '../git/git.ts'
import { openBranchRanges } from '../git/history/branch-ranges.ts'
import { type CommitGraph, loadCommitGraph } from '../git/history/commit-graph.ts'
import { findAllOwnPairs } from '../git/history/own-changes.ts'
import type { LocatedPull } from '../git/history/read-changes.ts'
import type { BloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { fetchBlobs } from '../git/mirror/fetch-blobs.ts'
import { baseRefName, fetchBases, fetchHeads, readBases } from '../git/mirror/fetch-heads.ts'
import { classifyObjects } from '../git/objects.ts'

/** Where pull requests lie in a mirror that has all of their objects. Keys are `keyOf`'s. */
export interface Located {
  /** What each fetched pull request consists of. */
  found: Map<string, LocatedPull>
  /** Why the others cannot be had. */
  failed: Map<string, string>
  graph: CommitGraph
}

/** A pull request at one head: a later scan may ask for the same number with another one. */
export const keyOf = ({ number, headSha }: { number: number; headSha: string }) => `${number}@${headSha}`

/**
 * Fetches heads, target branches and the blobs of the diffs, each in one batch.
 * @param now milliseconds since 1970.
 */
export async function locatePulls(
  mirror: BloblessMirror,
  wanted: readonly ListedPull[],
  now: number,
  signal: AbortSignal,
): Promise<Located> {
  const options: GitOptions = { gitDir: mirror.gitDir, signal }
  const branches = wanted.map(({ baseRef }) => baseRef)
  await fetchBases(mirror, branches, signal)
  const gone = await fetchHeads(mirror, wanted, signal)
  const bases = await readBases(mirror, branches, signal)
  const there = wanted.filter(({ number }) => !gone.has(number))
  const graph = await loadTips([...bases.values(), ...there.map(({ headSha }) => headSha)], options)

  const failed = new Map<string, string>()
  const candidates: LocatedPull[] = []
  const deriveRange = openBranchRanges(graph)
  for (const pull of wanted) {
    const { number, headSha, author } = pull
    if (gone.has(number)) {
      failed.set(keyOf(pull), 'its head is gone: deleted or force-pushed since it was listed')
      continue
    }
    const branch = bases.get(baseRefName(pull.baseRef)) ?? bases.get(baseRefName(null)) ?? ''
    const range = deriveRange(headSha, branch, pull.mergeCommitSha)
    if (range === null) failed.set(keyOf(pull), 'its target branch is gone')
    else candidates.push({ number, headSha, author, range })
  }

  const found = new Map<string, LocatedPull>()
  const tooMany = await fetchDiffs(mirror, candidates, graph, now, options)
  for (const pull of candidates)
    if (tooMany.has(pull)) failed.set(keyOf(pull), 'it changes too many files to be fetched')
    else found.set(keyOf(pull), pull)
  return { found, failed, graph }
}

/** The graph of those tips that are commits: a ref may name anything. */
export async function loadTips(tips: readonly string[], options: GitOptions): Promise<CommitGraph> {
  const known = [...new Set(tips)]
  const kinds = await classifyObjects(known, options)
  return loadCommitGraph(
    known.filter((tip) => kinds.get(tip) === 'commit'),
    options,
  )
}

/**
 * Fetches the blobs of the changes as a whole and of the commits that are a roll-up's own. Where the latter are too
 * many, only the whole is compared.
 * @returns those whose own change is too large to be fetched.
 */
async function fetchDiffs(
  mirror: BloblessMirror,
  pulls: readonly LocatedPull[],
  graph: CommitGraph,
  now: number,
  options: GitOptions,
): Promise<Set<LocatedPull>> {
  const whole = pulls.map((pull) => ({
    pull,
    pair: { head: pull.headSha, base: pull.range.base === null ? null : graph.commits.id(pull.range.base) },
  }))
  const own = await findAllOwnPairs(pulls, graph, now / 1_000, options)
  const ofOwn = [...own].flatMap(([index, pairs]) => pairs.map((pair) => ({ pull: pulls[index]!, pair })))
  const tooMany = await fetchBlobs(
    mirror,
    [...whole, ...ofOwn].map(({ pair }) => pair),
    options.signal,
  )
  for (const [at, { pull }] of ofOwn.entries()) if (tooMany.has(whole.length + at)) pull.wholeOnly = true
  return new Set(whole.filter((_, at) => tooMany.has(at)).map(({ pull }) => pull))
}
