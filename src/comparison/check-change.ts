import { openYield } from '../concurrency/event-loop.ts'
import { AppError } from '../errors.ts'
import { readBranchFiles } from '../postgres/branch-files.ts'
import type { Pool } from '../postgres/pool.ts'
import { findFirstOpen } from '../postgres/pulls.ts'
import { readComparison } from '../postgres/read-comparison.ts'
import { type PullView, readCandidates, readPullViews } from '../postgres/read-pulls.ts'
import { readRules } from '../postgres/repository-rules.ts'
import { readSignatures, streamRevisions } from '../postgres/revisions.ts'
import { readStoredLines } from '../postgres/separate-lines.ts'
import {
  algorithmVersion,
  decodeSignature,
  findMatches,
  type Match,
  matchOf,
  type ProposedChange,
  parsePatch,
  parseRepositoryRules,
  sortMatches,
} from '../triage/index.ts'
import { checkRefusals } from '../words/refusals.ts'
import { checkAgainstBranch } from './branch-check.ts'
import { type IndexCache, keepIndexes } from './index-cache.ts'
import { keepHeads } from './kept-heads.ts'

/** What a proposed change was found to repeat. */
export interface CheckedChange {
  /** Best first, at most five. */
  matches: (Match & { pull: PullView })[]
  /**
   * How much it was compared with: pull requests that are open and others, out of so many open ones, and how old that
   * is in seconds; null: never scanned to its end.
   */
  compared: { open: number; closed: number; of: number; ageSeconds: number | null }
  /** The tip of the default branch, where each file of the change is there what the change makes of it. */
  tip: { sha: string; subject: string; committedAt: string } | null
}

const mostMatches = 5

/** Compares a change with a repository's pull requests. It stores nothing, and logs nothing of the change. */
export interface ChangeChecks {
  /** @throws AppError BAD_REQUEST when its patch is no diff; the signal's reason. */
  check(repositoryId: number, change: ProposedChange, signal?: AbortSignal): Promise<CheckedChange>
}

/** Checks proposed changes by indexes of its own. One question at a time: the caller sees to that. */
export function openChangeChecks(pool: Pool, now: () => number = Date.now): ChangeChecks {
  const indexes = keepIndexes()
  const readHeads = keepHeads(pool)
  return {
    check: (repositoryId, change, signal) =>
      checkChange(pool, indexes, readHeads, repositoryId, change, now, signal),
  }
}

async function checkChange(
  pool: Pool,
  indexes: IndexCache,
  readHeads: ReturnType<typeof keepHeads>,
  repositoryId: number,
  change: ProposedChange,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<CheckedChange> {
  requireDiff(change.patch)
  const yieldLoop = openYield(signal)
  const [{ heads, open }, { text }, { openPulls, comparedAt, largestNumber }, branch, lines] =
    await Promise.all([
      readHeads(repositoryId),
      readRules(pool, repositoryId),
      readComparison(pool, repositoryId),
      readBranchFiles(pool, repositoryId),
      readStoredLines(pool, repositoryId),
    ])
  const baseIsSeparate = change.base !== null && lines?.names.includes(change.base) === true
  const rules = text === null ? undefined : (parseRepositoryRules(text).rules ?? undefined)
  const found = await indexes.withIndex(
    repositoryId,
    heads,
    async function* (numbers) {
      for await (const page of readSignatures(pool, repositoryId, algorithmVersion, numbers))
        yield page.map(({ number, signature }) => ({ number, signature: decodeSignature(signature) }))
    },
    yieldLoop,
    (index) =>
      findMatches(
        { ...change, baseIsSeparate },
        largestNumber + 1,
        index,
        (numbers) => streamRevisions(pool, repositoryId, algorithmVersion, numbers),
        rules,
      ),
  )
  const best = (await addItsOwn(pool, repositoryId, found)).slice(0, mostMatches)
  const pulls = new Map(
    (
      await readPullViews(
        pool,
        repositoryId,
        best.map(({ number }) => number),
      )
    ).map((pull) => [pull.number, pull]),
  )
  const tip = holdAgainst(branch, change, best.length > 0)
  return {
    matches: best.flatMap((match) => {
      const pull = pulls.get(match.number)
      return pull === undefined ? [] : [{ ...match, pull }]
    }),
    compared: {
      open,
      closed: heads.length - open,
      of: openPulls,
      ageSeconds:
        comparedAt === null ? null : Math.max(0, Math.round((now() - comparedAt.getTime()) / 1_000)),
    },
    tip,
  }
}

/**
 * The tip of the default branch where it has the change already. A change for another branch is not held against it.
 * @throws AppError BAD_REQUEST when nothing that it edits is there, and it is like nothing that is proposed.
 */
function holdAgainst(
  branch: Awaited<ReturnType<typeof readBranchFiles>>,
  { patch, base, repository }: ProposedChange,
  isLikeOthers: boolean,
): CheckedChange['tip'] {
  if (patch === null || branch === null || (base !== null && base !== branch.branch)) return null
  const { isThere, strange } = checkAgainstBranch(patch, branch)
  if (strange !== null && !isLikeOthers)
    throw new AppError(
      'BAD_REQUEST',
      checkRefusals.anotherRepository(strange.count, branch.branch, repository, strange.path.slice(0, 100)),
      { details: { field: 'patch' } },
    )
  const { tip: sha, subject, committedAt } = branch
  return isThere ? { sha, subject, committedAt } : null
}

/**
 * A change that is an open pull request's to the letter is most likely that pull request: what the scan found for it,
 * by its description and its commits too, is found for the change. That one comes first, then the best.
 */
async function addItsOwn(pool: Pool, repositoryId: number, matches: readonly Match[]): Promise<Match[]> {
  const twins = matches.filter(
    ({ category, containment: { ofYours, ofTheirs } }) =>
      category === 'SAME_CHANGE' && ofYours === 1 && ofTheirs === 1,
  )
  const first = await findFirstOpen(
    pool,
    repositoryId,
    twins.map(({ number }) => number),
  )
  const twin = twins.find(({ number }) => number === first)
  if (twin === undefined) return sortMatches(matches)
  const byNumber = new Map(matches.map((match) => [match.number, match]))
  const rows = await readCandidates(pool, repositoryId, twin.number, { after: null, limit: mostMatches })
  for (const { pull, edge } of rows) {
    const match = matchOf(edge, twin.number)
    // It knows more than a diff says: which of its commits others carry, on which it builds.
    byNumber.set(pull.number, { ...match, facts: [{ kind: 'like-twin', twin: twin.number }, ...match.facts] })
  }
  byNumber.delete(twin.number)
  return [twin, ...sortMatches([...byNumber.values()])]
}

function requireDiff(patch: string | null): void {
  if (patch === null || parsePatch(patch).length > 0) return
  throw new AppError('BAD_REQUEST', checkRefusals.noDiff, { details: { field: 'patch' } })
}
