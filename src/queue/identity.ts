import { AppError } from '../errors.ts'

/** A scan's name: one pass over one repository under one snapshot. */
export interface ScanIdentity {
  owner: string
  repo: string
  snapshot: string
}

/** GitHub's own rules: a login has letters, digits and single inner hyphens, at most 39; `_` only in managed accounts. */
export const ownerPattern = '^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$'
/** Letters, digits, `.`, `_`, `-`, at most 100, and not `.` or `..` alone. */
export const repoPattern = '^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$'
/** Not `.` or `..` alone: a browser would take that for a folder and ask for another address. */
export const snapshotPattern = '^(?!\\.{1,2}$)[A-Za-z0-9._:-]{1,120}$'
/** A time in a job: ISO 8601, as GitHub and `toISOString` write it. */
export const timePattern = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$'

/**
 * `owner/repo/snapshot`, owner and repo lower-cased since GitHub ignores their case. None of the parts can contain the
 * `/` that joins them, so no two scans share an identity. It is the key claimed in Redis.
 */
export function scanKey({ owner, repo, snapshot }: ScanIdentity): string {
  return `${owner.toLowerCase()}/${repo.toLowerCase()}/${snapshot}`
}

/** The scan's BullMQ job id: its key, with the `:` that BullMQ refuses written `%3A` (no part can contain `%`). */
export function scanJobId(identity: ScanIdentity): string {
  return scanKey(identity).replaceAll(':', '%3A')
}

/** The snapshot of a trigger that names none: the UTC hour, so that the clock and an impatient maintainer share a scan. */
export function hourlySnapshot(now: Date): string {
  return `${now.toISOString().slice(0, 13)}Z`
}

/**
 * Splits and checks `owner/repo`.
 * @throws AppError USAGE saying what is expected.
 */
export function parseRepository(text: string): { owner: string; repo: string } {
  const [owner = '', repo = '', ...rest] = text.split('/')
  if (rest.length > 0 || !new RegExp(ownerPattern).test(owner) || !new RegExp(repoPattern).test(repo))
    throw new AppError(
      'USAGE',
      `${JSON.stringify(text.slice(0, 140))} is not a repository: expected owner/repo, such as symfony/symfony-docs`,
    )
  return { owner, repo }
}
