import type { ScanRow } from '../postgres/scans.ts'
import { renderSets, type ShownSet } from './render-sets.ts'
import { brief, visible } from './visible.ts'

/** A pull request that was not read, or not wholly, and why. */
export interface IncompletePull {
  number: number
  outcome: 'analyzed' | 'unchanged' | 'failed'
  reason: string
}

export interface ScanReport {
  repository: string
  snapshot: string
  sets: readonly ShownSet[]
  scan: Pick<ScanRow, 'listed' | 'analyzed' | 'unchanged' | 'failed' | 'degraded' | 'githubRequests'>
  incomplete: readonly IncompletePull[]
  /** Open pull requests whose change the default branch has already. */
  landed: readonly { number: number; title: string; sha: string; committedAt: Date }[]
  seconds: number
}

/** At most this many incomplete pull requests are named in the table's foot; --json names them all. */
const mostNamed = 20

/** The table of sets, then what was not read and why, then what it cost. For stdout. */
export function renderReport(report: ScanReport, colour: boolean): string {
  const { scan, sets } = report
  const lines = [
    sets.length > 0
      ? renderSets(sets, colour)
      : `No duplicates among the ${scan.listed} pull requests of ${report.repository}.`,
  ]
  for (const { number, title, sha, committedAt } of report.landed.slice(0, mostNamed))
    lines.push(
      `#${number} has landed already, as ${sha.slice(0, 10)} of ${committedAt.toISOString().slice(0, 10)}: ${brief(title, 70)}`,
    )
  if (report.landed.length > mostNamed)
    lines.push(`… and ${report.landed.length - mostNamed} more that have landed (--json names them all)`)
  for (const { number, outcome, reason } of report.incomplete.slice(0, mostNamed))
    lines.push(`#${number} ${outcome === 'failed' ? 'was not read' : 'was read in part'}: ${visible(reason)}`)
  if (report.incomplete.length > mostNamed)
    lines.push(`… and ${report.incomplete.length - mostNamed} more (--json names them all)`)
  lines.push(
    `${sets.length} duplicate ${sets.length === 1 ? 'set' : 'sets'} in ${report.repository} · ${scan.listed} listed, ${scan.analyzed} analysed, ` +
      `${scan.unchanged} unchanged, ${scan.failed} failed, ${scan.degraded} in part · ` +
      `${scan.githubRequests} GitHub requests · ${report.seconds.toFixed(1)} s`,
  )
  return `${lines.join('\n')}\n`
}

/** The same as one JSON document; each of `sets` has the shape that the API answers. */
export function renderJson(report: ScanReport): string {
  const { repository, snapshot, sets, incomplete, landed, seconds } = report
  const { listed, analyzed, unchanged, failed, degraded, githubRequests } = report.scan
  const cost = { listed, analyzed, unchanged, failed, degraded, githubRequests, seconds }
  return `${JSON.stringify({ repository, snapshot, ...cost, sets, landed, incomplete }, null, 2)}\n`
}
