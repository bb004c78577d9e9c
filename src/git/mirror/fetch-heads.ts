import { createHash } from 'node:crypto'
import { GitFailure } from '../git.ts'
import { isObjectId, isSafeRef } from '../names.ts'
import { classifyObjects, readObjectNames } from '../objects.ts'
import type { BloblessMirror } from './blobless-mirror.ts'
import { classifyFetchFailure } from './explain-fetch.ts'
import { fetchAllowed } from './fetch-allowed.ts'

/** What must be had of a pull request: its head, and the branch that it targets. */
export interface WantedHead {
  number: number
  headSha: string
  baseRef: string | null
}

/** The remote's default branch stands in for a target branch that is unknown, deleted or oddly named. */
const defaultBase = 'refs/bases/default'

/** Where a target branch is kept: flat, since a branch `a` and a later `a/b` could not both be kept as they are. */
export function baseRefName(branch: string | null): string {
  if (branch === null || !isSafeRef(branch)) return defaultBase
  return `refs/bases/${createHash('sha256').update(branch).digest('hex').slice(0, 40)}`
}

/** Fetches the target branches; one that the remote does not have any more is left out. */
export async function fetchBases(
  mirror: BloblessMirror,
  branches: readonly (string | null)[],
  signal: AbortSignal,
): Promise<void> {
  const named = [...new Set(branches)].filter((branch) => branch !== null && isSafeRef(branch))
  const specs = new Map(named.map((branch) => [`refs/heads/${branch}`, baseRefName(branch)]))
  await fetchExisting(mirror, new Map([['HEAD', defaultBase], ...specs]), signal)
}

/**
 * Fetches the heads that the mirror lacks: by their refs, and those whose ref has moved on (a force-push since the
 * list) by their ids. Returns the numbers of those that cannot be had.
 */
export async function fetchHeads(
  mirror: BloblessMirror,
  wanted: readonly WantedHead[],
  signal: AbortSignal,
): Promise<Set<number>> {
  const lacking = await findLacking(mirror, wanted, signal)
  if (lacking.length > 0) {
    const specs = new Map(
      lacking.map(({ number }) => [`refs/pull/${number}/head`, `refs/pull/${number}/head`]),
    )
    await fetchExisting(mirror, specs, signal)
  }
  const moved = await findLacking(mirror, lacking, signal)
  // A server that gives no single objects has nothing to add.
  await fetchAllowed(mirror, [...new Set(moved.map(({ headSha }) => headSha))], signal).catch((error) => {
    if (!(error instanceof GitFailure) || classifyFetchFailure(error) !== 'no-single-objects') throw error
  })
  return new Set((await findLacking(mirror, moved, signal)).map(({ number }) => number))
}

/** Ref names to commits of all target branches that were fetched. */
export async function readBases(
  mirror: BloblessMirror,
  branches: readonly (string | null)[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const names = [...new Set([defaultBase, ...branches.map(baseRefName)])]
  return readObjectNames(names, { gitDir: mirror.gitDir, signal })
}

async function findLacking(mirror: BloblessMirror, wanted: readonly WantedHead[], signal: AbortSignal) {
  const ids = [...new Set(wanted.map(({ headSha }) => headSha).filter(isObjectId))]
  const kinds = await classifyObjects(ids, { gitDir: mirror.gitDir, signal })
  return wanted.filter(({ headSha }) => kinds.get(headSha) !== 'commit')
}

/** One fetch; when a ref is gone, one list of what there is, and one more fetch. */
async function fetchExisting(
  mirror: BloblessMirror,
  specs: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const toLines = (sources: readonly string[]) => sources.map((source) => `+${source}:${specs.get(source)}`)
  const sources = [...specs.keys()]
  try {
    await mirror.fetchRefs(toLines(sources), signal)
  } catch (error) {
    if (!(error instanceof GitFailure) || classifyFetchFailure(error) !== 'missing-ref') throw error
    const ofPulls = sources.some((source) => source.startsWith('refs/pull/'))
    const there = await mirror.listRemoteRefs([ofPulls ? 'refs/pull/*/head' : 'refs/heads/*'], signal)
    // HEAD is no branch, so it is in no list of these. It stands first, and git names the first that is missing.
    const hasHead = !/remote ref HEAD$/im.test(error.stderr)
    const left = sources.filter((source) => (source === 'HEAD' ? hasHead : there.has(source)))
    if (left.length > 0) await mirror.fetchRefs(toLines(left), signal)
  }
}
