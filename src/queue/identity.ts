import { ownerPattern, repoPattern } from '../domain/repository.ts'
import type { ScanIdentity } from '../domain/scan.ts'
import { AppError } from '../errors.ts'

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
