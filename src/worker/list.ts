import { isAllowed } from '../domain/allowlist.ts'
import type { ListedPull } from '../domain/pull-request.ts'
import type { ListCursor } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import {
  countOpenFrom,
  deleteListing,
  type Listing,
  readListing,
  replaceListing,
} from '../postgres/listings.ts'
import type { Queryable } from '../postgres/pool.ts'
import { closeUnlistedPulls, readPullStates, upsertPulls } from '../postgres/pulls.ts'
import {
  followRename,
  type RepositoryRow,
  readKnownRepository,
  upsertRepository,
} from '../postgres/repositories.ts'
import { fillScanPulls, forgetListed, insertScanPulls } from '../postgres/scan-pulls.ts'
import { addGithubRequests, linkScanToRepository } from '../postgres/scans.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { PullSource } from '../source/source.ts'
import { openListedState } from './listed-state.ts'
import type { Ports } from './ports.ts'
import { refreshRules } from './refresh-rules.ts'

/**
 * A list that is read from end to end finds what leaves no trace among the changes (a pull request that GitHub
 * deleted).
 */
const wholeEveryMs = 7 * 86_400_000
const dayMs = 86_400_000
const everything = new Date(0)

export interface ListSteps {
  /** Called for each page that was stored. */
  onPage(): Promise<unknown>
  /** Keeps what is known of the repository by now, for the same. */
  saveOpened(opened: NonNullable<ScanJob['opened']>): Promise<void>
  /** Keeps how far the list has come, for a scan that has to wait in between or is restarted. */
  saveCursor(cursor: ListCursor): Promise<void>
}

/**
 * Brings the stored pull requests of a repository up to date, and notes those that the scan is about. What an earlier
 * scan has listed is not listed again: then only the changes since are asked for, in one request, which costs nothing
 * when there are none.
 * @returns the repository, and whether anything may have been pushed to it since the last scan.
 */
export async function listRepository(
  ports: Ports,
  scan: ScanJob,
  steps: ListSteps,
  signal: AbortSignal,
): Promise<RepositoryRow & { isPushed: boolean }> {
  const { pool, openSource } = ports
  const { source, takeRequests } = openSource(scan.source, scan)
  try {
    const { repository, opened } = await openRepository(ports, scan, source, signal)
    if (scan.opened === undefined) await steps.saveOpened(opened)
    const closedSince = deriveClosedSince(ports, scan)
    const listing = await readListing(pool, repository.id)
    const { cursor } = scan
    const isWholeBegun = cursor !== undefined && cursor.part !== 'updates'
    const update = !isWholeBegun && (await isCovered(ports, repository.id, listing, scan, closedSince))
    const state = await openListedState(ports, repository, listing, source, scan, signal)
    if (update && source.listUpdates !== undefined)
      await storeUpdates(ports, repository.id, listing!, source, scan, steps, signal)
    else if (!state.isListed) {
      await state.forget()
      const whole = isWholeBegun ? scan : { ...scan, cursor: undefined }
      await storeWholeList(ports, repository.id, closedSince, source, whole, steps, signal)
      await state.keep()
    }
    await fillScanPulls(pool, scan.scanId, repository.id, { maxOpenPrs: scan.maxOpenPrs, closedSince })
    if (opened.rulesAreRead) await source.confirmListed?.()
    return { ...repository, isPushed: opened.isPushed }
  } finally {
    await addGithubRequests(pool, scan.scanId, takeRequests())
  }
}

/** The repository and its rules, as GitHub says, or as it said when this scan began. */
async function openRepository(
  ports: Ports,
  scan: ScanJob,
  source: PullSource,
  signal: AbortSignal,
): Promise<{ repository: RepositoryRow; opened: NonNullable<ScanJob['opened']> }> {
  const { pool } = ports
  const known = (await readKnownRepository(pool, scan.owner, scan.repo)) ?? undefined
  const isOpened = scan.opened !== undefined && known !== undefined
  const facts = isOpened ? known : await source.fetchRepository(signal, known)
  if (!isCalled(facts, scan)) {
    requireStillAllowed(ports.allowedRepos, scan, facts)
    await followRename(pool, scan, facts)
  }
  const repository = await upsertRepository(pool, facts)
  await linkScanToRepository(pool, scan.scanId, repository.id)
  if (isOpened) return { repository, opened: scan.opened! }
  const isPushed = facts !== known
  // Where nothing was pushed, the file on the default branch is the same.
  const rulesAreRead = !isPushed || (await refreshRules(ports, repository, source, signal))
  return { repository, opened: { isPushed, rulesAreRead } }
}

const isCalled = (facts: { owner: string; name: string }, asked: { owner: string; repo: string }): boolean =>
  `${facts.owner}/${facts.name}`.toLowerCase() === `${asked.owner}/${asked.repo}`.toLowerCase()

/**
 * Who may trigger scans over HTTP may trigger those of the allowlist; a name on it that leads to another repository by
 * now is held against it again. A scan that the allowlist had no say in (by the App, from a terminal) follows.
 * @throws AppError FORBIDDEN
 */
function requireStillAllowed(
  allowed: readonly string[],
  asked: { owner: string; repo: string },
  found: { owner: string; name: string },
): void {
  if (!isAllowed(allowed, asked.owner, asked.repo) || isAllowed(allowed, found.owner, found.name)) return
  throw new AppError(
    'FORBIDDEN',
    `${asked.owner}/${asked.repo} is ${found.owner}/${found.name} by now, which is not in PUBLIC_SCAN_ALLOWED_REPOS`,
  )
}

/**
 * Since when closed and merged pull requests are candidates; null for none. Whole days, so that scans of one day look
 * at the same. A mirror does not say when anything was closed.
 */
export function deriveClosedSince(
  { historyDays, now }: Pick<Ports, 'historyDays' | 'now'>,
  scan: ScanJob,
): Date | null {
  if (scan.all) return everything
  if (historyDays === 0 || scan.source.kind === 'mirror') return null
  return new Date(Math.floor(now().getTime() / dayMs - historyDays) * dayMs)
}

/**
 * The same for the comparison. A mirror compares all that is stored; so does a scan without `--all` after one with it,
 * since two scans of the same pull requests must not disagree.
 */
export async function deriveComparedSince(
  ports: Ports,
  scan: ScanJob,
  repositoryId: number,
): Promise<Date | null> {
  if (scan.source.kind === 'mirror') return everything
  const listing = await readListing(ports.pool, repositoryId)
  return listing?.closedSince?.getTime() === everything.getTime()
    ? everything
    : deriveClosedSince(ports, scan)
}

/** Whether what is stored, with the changes since, is all that the scan is about. */
async function isCovered(
  { pool, now }: Pick<Ports, 'pool' | 'now'>,
  repositoryId: number,
  listing: Listing | null,
  { maxOpenPrs }: ScanJob,
  closedSince: Date | null,
): Promise<boolean> {
  if (listing === null || now().getTime() - listing.wholeAt.getTime() > wholeEveryMs) return false
  if (closedSince !== null && (listing.closedSince === null || listing.closedSince > closedSince))
    return false
  if (listing.listedFrom === 0) return true
  return (
    maxOpenPrs !== undefined && (await countOpenFrom(pool, repositoryId, listing.listedFrom)) >= maxOpenPrs
  )
}

async function storeUpdates(
  { pool }: Ports,
  repositoryId: number,
  listing: Listing,
  source: PullSource,
  scan: ScanJob,
  { onPage, saveCursor }: ListSteps,
  signal: AbortSignal,
): Promise<void> {
  // The last changed come first, so of a list that goes on its first part says up to when it is complete.
  let latest = Math.max(listing.listedAt.getTime(), Date.parse(scan.cursor?.beganAt ?? '') || 0)
  let next = scan.cursor?.page ?? 1
  const progress = {
    from: next,
    onPage(page: number) {
      next = page
    },
  }
  // One that was stored later, by a scan that broke off, says nothing about those behind it.
  const isStored = async (pull: ListedPull) =>
    Date.parse(pull.updatedAt) <= listing.listedAt.getTime() && (await isStoredAs(pool, repositoryId, pull))
  for await (const pulls of source.listUpdates!(listing.listedAt, signal, isStored, progress)) {
    await upsertPulls(pool, repositoryId, pulls)
    await insertScanPulls(pool, scan.scanId, pulls)
    for (const { updatedAt } of pulls) latest = Math.max(latest, Date.parse(updatedAt))
    await onPage()
    const beganAt = new Date(latest).toISOString()
    await saveCursor({ part: 'updates', page: next, open: 0, openFrom: 0, beganAt })
  }
  await replaceListing(pool, repositoryId, { ...listing, listedAt: new Date(latest) })
}

async function isStoredAs(db: Queryable, repositoryId: number, pull: ListedPull): Promise<boolean> {
  const stored = (await readPullStates(db, repositoryId, [pull.number]))[0]
  return (
    stored !== undefined &&
    stored.state === pull.state &&
    stored.headSha === pull.headSha &&
    Date.parse(stored.updatedAt) === Date.parse(pull.updatedAt)
  )
}

async function storeWholeList(
  { pool }: Ports,
  repositoryId: number,
  closedSince: Date | null,
  source: PullSource,
  scan: ScanJob,
  { onPage, saveCursor }: ListSteps,
  signal: AbortSignal,
): Promise<void> {
  const { maxOpenPrs, all } = scan
  let cursor = scan.cursor
  let lowest = Number.POSITIVE_INFINITY
  if (cursor === undefined) await forgetListed(pool, scan.scanId)
  const onCursor = (to: ListCursor) => {
    cursor = to
  }
  try {
    const options = { maxOpenPrs, all, closedSince: all ? null : closedSince, resume: cursor, onCursor }
    for await (const pulls of source.listPulls(options, signal)) {
      if (pulls.length === 0) continue
      await upsertPulls(pool, repositoryId, pulls)
      await insertScanPulls(pool, scan.scanId, pulls)
      for (const { number, state } of pulls) if (state === 'OPEN') lowest = Math.min(lowest, number)
      await onPage()
      if (cursor !== undefined) await saveCursor(cursor)
    }
  } catch (error) {
    if (cursor !== undefined) await saveCursor(cursor)
    throw error
  }
  const openFrom = cursor?.openFrom ?? (maxOpenPrs === undefined ? 0 : lowest)
  if (Number.isFinite(openFrom)) await closeUnlistedPulls(pool, repositoryId, scan.scanId, openFrom)
  // A mirror may be older than what GitHub has told: the next list of GitHub's is whole.
  if (cursor === undefined) return deleteListing(pool, repositoryId)
  const beganAt = new Date(cursor.beganAt)
  await replaceListing(pool, repositoryId, {
    listedAt: beganAt,
    wholeAt: beganAt,
    listedFrom: openFrom,
    closedSince,
  })
}
