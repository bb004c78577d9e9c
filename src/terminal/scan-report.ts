import type { ScanRow } from '../postgres/scans.ts'
import { count } from '../words/numbers.ts'
import { incompleteLine, landedLine, noSetsSentence, scanCounts, setsSentence } from '../words/scan-report.ts'
import { terminalText } from '../words/strangers-text.ts'
import { clip, flow } from './clip.ts'
import { renderSets, type ShownSet } from './render-sets.ts'
import type { View } from './view.ts'

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
  scan: Pick<
    ScanRow,
    'listed' | 'analyzed' | 'unchanged' | 'failed' | 'degraded' | 'githubRequests' | 'graphqlPoints'
  >
  incomplete: readonly IncompletePull[]
  /** Open pull requests whose change the default branch has already. */
  landed: readonly { number: number; title: string; sha: string; committedAt: Date }[]
  seconds: number
}

/** At most this many incomplete pull requests are named below the sets; --json names them all. */
const mostNamed = 20

/** The sets, then what was not read and why, then what it cost. For stdout. */
export function renderReport(report: ScanReport, view: View): string {
  const { scan, sets } = report
  const repository = terminalText(report.repository)
  const notes = [
    ...report.landed
      .slice(0, mostNamed)
      .map(({ number, title, sha, committedAt }) =>
        landedLine({ number, title, landed: { sha, committedAt: committedAt.toISOString() } }),
      ),
    ...more(report.landed.length - mostNamed, 'that have landed '),
    ...report.incomplete.slice(0, mostNamed).map(incompleteLine),
    ...more(report.incomplete.length - mostNamed, ''),
  ]
  const foot = [
    setsSentence(sets.length, repository),
    scanCounts(scan),
    [
      count(scan.githubRequests, 'GitHub request'),
      ...(scan.graphqlPoints > 0 ? [count(scan.graphqlPoints, 'GraphQL point')] : []),
    ].join(', '),
    `${report.seconds.toFixed(1)} s`,
    ...(view.links ? [] : addressOf(sets)),
  ]
  const blocks = [
    sets.length > 0 ? renderSets(sets, view) : clip(noSetsSentence(scan.listed, repository), view.width),
    notes.map((line) => clip(terminalText(line), view.width)).join('\n'),
    flow(foot, view.width).join('\n'),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const more = (rest: number, what: string): string[] =>
  rest > 0 ? [`… and ${rest} more ${what}(--json lists them all)`] : []

/** Where the numbers lead, once, for whom they are no links. */
function addressOf(sets: readonly ShownSet[]): string[] {
  const url = sets.flatMap((set) => set.members).find((member) => member.url !== null)?.url
  return url == null ? [] : [terminalText(url).replace(/\/\d+$/, '/NUMBER')]
}

/** The same as one JSON document; each of `sets` has the shape that the API answers. */
export function renderJson(report: ScanReport): string {
  const { repository, snapshot, sets, incomplete, landed, seconds } = report
  const { listed, analyzed, unchanged, failed, degraded, githubRequests, graphqlPoints } = report.scan
  const cost = { listed, analyzed, unchanged, failed, degraded, githubRequests, graphqlPoints, seconds }
  return `${JSON.stringify({ repository, snapshot, ...cost, sets, landed, incomplete }, null, 2)}\n`
}
