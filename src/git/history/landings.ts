import type { KnownLandings, Landing, LandingQuery, LandingSearch } from '../../domain/landing.ts'
import { deriveOutcomes, parsePatch } from '../../triage/index.ts'
import { readUtf8 } from '../../utf8.ts'
import type { DiffPair } from '../diff/diff-pair.ts'
import { streamDiffs } from '../diff/diffs.ts'
import type { GitOptions } from '../git.ts'
import { classifyObjects } from '../objects.ts'
import { readCommits } from './commits.ts'
import { type BranchCommit, readFirstParents, readFirstParentsAfter } from './first-parents.ts'

/** Commits whose lines are compared with one pull request's: those that change the fewest other files. */
const mostCompared = 3

/**
 * Finds open pull requests whose change the branch has got by a commit of another kind (a cherry-pick, a squash by
 * hand): each of their files became there what it would become here (the same blob), or one commit makes the same
 * changes to all of them (the same patch id). Only commits after the pull request's base count, and only while nothing
 * has taken the file back to what it was before.
 * @param prepare makes the contents of some diffs available.
 * @param branch what the branch is called, where that is known.
 * @param known what an earlier search of this branch came to, with the same `since`: of those that it searched for only
 *   the ones are searched for again that a commit since then may concern.
 */
export async function findLandings(
  queries: readonly LandingQuery[],
  tip: string,
  since: Date,
  prepare: (pairs: readonly DiffPair[]) => Promise<unknown>,
  options: GitOptions,
  { branch, known }: { branch?: string | undefined; known?: KnownLandings | undefined } = {},
): Promise<LandingSearch> {
  const all = queries.filter(({ outcomes }) => outcomes.length > 0)
  const concerned = known === undefined ? all : await findConcerned(all, tip, known, options, branch)
  const isConcerned = new Set(concerned)
  const based = concerned.length === 0 ? new Map<string, number>() : await readBaseDates(all, options)
  const landings =
    based.size === 0 ? [] : await searchBranch(concerned, based, tip, since, prepare, options, branch)
  return {
    tip,
    landings,
    standing: all.filter((query) => !isConcerned.has(query)).map(({ number }) => number),
    unsure: concerned.filter(({ baseSha }) => !based.has(baseSha)).map(({ number }) => number),
  }
}

/** Of some pull requests those that are new, and those that a commit concerns which the branch has got since. */
async function findConcerned(
  queries: readonly LandingQuery[],
  tip: string,
  known: KnownLandings,
  options: GitOptions,
  branch: string | undefined,
): Promise<readonly LandingQuery[]> {
  if ((await classifyObjects([known.tip], options)).get(known.tip) !== 'commit') return queries
  const isKnown = ({ number }: LandingQuery) => known.numbers.has(number)
  const paths = new Set(queries.filter(isKnown).flatMap(({ outcomes }) => outcomes.map(({ path }) => path)))
  const commits = await readFirstParentsAfter(known.tip, tip, paths, options, branch)
  if (commits === null) return queries
  const touched = new Set(commits.flatMap(({ files }) => [...files.keys()]))
  const shas = new Set(commits.map(({ sha }) => sha))
  return queries.filter(
    (query) =>
      !isKnown(query) || shas.has(query.baseSha) || query.outcomes.some(({ path }) => touched.has(path)),
  )
}

/** @param based when the bases of all open pull requests were committed, not of these alone. */
async function searchBranch(
  wanted: readonly LandingQuery[],
  based: ReadonlyMap<string, number>,
  tip: string,
  since: Date,
  prepare: (pairs: readonly DiffPair[]) => Promise<unknown>,
  options: GitOptions,
  branch: string | undefined,
): Promise<Landing[]> {
  const oldest = [...based.values()].reduce((least, seconds) => Math.min(least, seconds))
  const from = new Date(Math.max(since.getTime(), oldest * 1_000))
  const paths = new Set(wanted.flatMap(({ outcomes }) => outcomes.map(({ path }) => path)))
  const commits = await readFirstParents(tip, from, paths, options, branch)
  const byPath = indexPaths(commits)
  const places = new Map(commits.map(({ sha }, at) => [sha, at]))
  // A base on the branch itself has a place there; of another one only its date is known.
  const isAfterBase = ({ baseSha }: LandingQuery, at: number) =>
    at < (places.get(baseSha) ?? Number.POSITIVE_INFINITY) &&
    (places.has(baseSha) || commits[at]!.committedAt > (based.get(baseSha) ?? Number.POSITIVE_INFINITY))
  const landings: Landing[] = []
  const describe = (number: number, at: number) => {
    const { sha, committedAt } = commits[at]!
    return { number, sha, committedAt: new Date(committedAt * 1_000).toISOString() }
  }

  const undecided: { query: LandingQuery; candidates: number[] }[] = []
  for (const query of wanted) {
    const touching = query.outcomes.map(({ path }) =>
      (byPath.get(path) ?? []).filter((at) => isAfterBase(query, at)),
    )
    if (touching.some((list) => list.length === 0)) continue
    const at = findByBlobs(query, touching, byPath, commits)
    if (at !== null) landings.push(describe(query.number, at))
    else if (query.outcomes.every(({ change, gone }) => change !== null || gone))
      undecided.push({ query, candidates: chooseCompared(touching, commits) })
  }

  const asked = [...new Set(undecided.flatMap(({ candidates }) => candidates))].sort((a, b) => a - b)
  const changes = await readChangesOf(asked, commits, prepare, options)
  for (const { query, candidates } of undecided) {
    const at = candidates.find(
      (candidate) =>
        query.outcomes.every(
          ({ path, change, gone }) =>
            (gone && commits[candidate]!.files.get(path)?.after === null) ||
            (change !== null && changes.get(candidate)?.get(path) === change),
        ) && query.outcomes.every(({ path }) => !isTakenBack(path, candidate, byPath, commits)),
    )
    if (at !== undefined) landings.push(describe(query.number, at))
  }
  return landings.sort((a, b) => a.number - b.number)
}

/** By path: positions of the commits that touch it, the newest first. */
function indexPaths(commits: readonly BranchCommit[]): Map<string, number[]> {
  const byPath = new Map<string, number[]>()
  for (const [at, { files }] of commits.entries())
    for (const path of files.keys()) {
      const list = byPath.get(path)
      if (list === undefined) byPath.set(path, [at])
      else list.push(at)
    }
  return byPath
}

/** When the bases were committed, in seconds since 1970; one that the repository lacks is left out. */
async function readBaseDates(
  queries: readonly LandingQuery[],
  options: GitOptions,
): Promise<Map<string, number>> {
  const bases = [...new Set(queries.map(({ baseSha }) => baseSha))]
  const kinds = await classifyObjects(bases, options)
  const there = bases.filter((sha) => kinds.get(sha) === 'commit')
  const dates = new Map<string, number>()
  for (const [sha, { committedAt }] of await readCommits(there, Number.POSITIVE_INFINITY, options))
    if (committedAt !== null) dates.set(sha, committedAt)
  return dates
}

/**
 * The commit with which the last of the files first became what the pull request makes of it; null when one of them
 * never did, or was taken back. A later commit that happens to restore the same content (the revert of something else)
 * brought nothing.
 */
function findByBlobs(
  { outcomes }: LandingQuery,
  touching: readonly number[][],
  byPath: ReadonlyMap<string, number[]>,
  commits: readonly BranchCommit[],
): number | null {
  let last = Number.POSITIVE_INFINITY
  for (const [index, { path, blob, gone }] of outcomes.entries()) {
    if (blob === null && !gone) return null
    const at = touching[index]!.findLast(
      (candidate) =>
        commits[candidate]!.files.get(path)?.after === blob && !isTakenBack(path, candidate, byPath, commits),
    )
    if (at === undefined) return null
    last = Math.min(last, at)
  }
  return Number.isFinite(last) ? last : null
}

function chooseCompared(touching: readonly number[][], commits: readonly BranchCommit[]): number[] {
  const [first = [], ...others] = [...touching].sort((a, b) => a.length - b.length)
  const sets = others.map((list) => new Set(list))
  return first
    .filter((at) => sets.every((set) => set.has(at)))
    .sort((a, b) => commits[a]!.changed - commits[b]!.changed || b - a)
    .slice(0, mostCompared)
}

/** The patch ids of these commits' files. */
async function readChangesOf(
  asked: readonly number[],
  commits: readonly BranchCommit[],
  prepare: (pairs: readonly DiffPair[]) => Promise<unknown>,
  options: GitOptions,
): Promise<Map<number, Map<string, string>>> {
  const changes = new Map<number, Map<string, string>>()
  const pairs = asked.map((at) => ({ head: commits[at]!.sha, base: commits[at]!.parent }))
  if (pairs.length === 0) return changes
  await prepare(pairs)
  let index = 0
  for await (const diff of streamDiffs(pairs, options)) {
    const at = asked[index++]!
    if (!diff.ok) continue
    const files = deriveOutcomes(parsePatch(readUtf8(diff.patch))).flatMap(({ path, change }) =>
      change === null ? [] : [[path, change] as const],
    )
    changes.set(at, new Map(files))
  }
  return changes
}

function isTakenBack(
  path: string,
  at: number,
  byPath: ReadonlyMap<string, number[]>,
  commits: readonly BranchCommit[],
): boolean {
  const before = commits[at]!.files.get(path)?.before
  return (byPath.get(path) ?? []).some(
    (later) => later < at && commits[later]!.files.get(path)!.after === before,
  )
}
