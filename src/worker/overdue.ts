import { hourlySnapshot, type ScanIdentity } from '../domain/scan.ts'
import type { LastScan } from '../postgres/scans.ts'

/**
 * The scans that the clock has missed: of each allowed repository that was not scanned to the end for `maxAgeMs`, the
 * one of this hour. It has the name that the hourly trigger gives, so the two can never both run. Nothing is asked for
 * while a scan of the repository is under way, and one that failed is left alone until the next hour.
 * @param allowed lower-cased `owner/repo` and `owner/*`; of the latter those that were ever scanned.
 */
export function deriveOverdueScans(
  allowed: readonly string[],
  scans: readonly LastScan[],
  maxAgeMs: number,
  now: Date,
): ScanIdentity[] {
  const snapshot = hourlySnapshot(now)
  const last = new Map(scans.map((scan) => [`${scan.owner}/${scan.name}`.toLowerCase(), scan]))
  const names = new Set(allowed.filter((entry) => !entry.endsWith('/*')))
  for (const name of last.keys()) if (allowed.includes(`${name.split('/')[0]}/*`)) names.add(name)
  return [...names].sort().flatMap((name) => {
    const scan = last.get(name)
    const [owner = '', repo = ''] = name.split('/')
    const identity = scan ? { owner: scan.owner, repo: scan.name, snapshot } : { owner, repo, snapshot }
    if (scan === undefined) return [identity]
    const { state } = scan.newest
    if (state === 'waiting' || state === 'active' || state === 'paused') return []
    if (state === 'failed' && scan.newest.snapshot === snapshot) return []
    return scan.doneAt === null || now.getTime() - scan.doneAt.getTime() >= maxAgeMs ? [identity] : []
  })
}
