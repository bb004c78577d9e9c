import type { Scan } from '../domain/answers.ts'
import { age, clockTime, count, number } from './numbers.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'busy'

/** A scan's state in one word with its tone, and the rest of the sentence. */
export interface ScanSentence {
  tone: Tone
  word: string
  rest: string
}

/** What is known of the repository besides its scan. */
export interface Outlook {
  openPulls?: number | undefined
  nextScanAt?: string | null | undefined
}

/**
 * Says what a scan read, how whole that is, and how old; what did not go well comes before everything else.
 * @param clock names a time of day, which is another one where the reader is than at a server.
 */
export function scanSentence(
  scan: Scan,
  now: number,
  outlook: Outlook = {},
  clock: (time: string) => string = clockTime,
): ScanSentence {
  switch (scan.state) {
    case 'waiting':
      return { tone: 'busy', word: 'Scan waiting', rest: `asked for ${age(scan.createdAt, now)}` }
    case 'active':
      return { tone: 'busy', word: 'Scanning', rest: progress(scan) }
    case 'paused': {
      const until = scan.resumesAt === null ? '' : ` until ${clock(scan.resumesAt)}`
      return { tone: 'warn', word: `Paused${until}`, rest: `GitHub’s limit is used up; ${progress(scan)}` }
    }
    case 'failed':
      return {
        tone: 'bad',
        word: 'The last scan failed',
        rest: `${age(scan.finishedAt ?? scan.createdAt, now)}; what is shown may be older`,
      }
    case 'done':
      return finished(scan, now, outlook, clock)
  }
}

function progress(scan: Scan): string {
  const read = scan.analyzed + scan.unchanged + scan.failed
  return scan.listed === 0
    ? 'listing the pull requests'
    : `${number(read)} of ${count(scan.listed, 'pull request')} read`
}

function finished(
  scan: Scan,
  now: number,
  { openPulls, nextScanAt }: Outlook,
  clock: (time: string) => string,
): ScanSentence {
  const rest = [
    openPulls === undefined ? count(scan.listed, 'pull request') : count(openPulls, 'open pull request'),
    ...flaws(scan),
    age(scan.finishedAt ?? scan.createdAt, now),
    ...(nextScanAt == null ? [] : [`next scan about ${clock(nextScanAt)}`]),
    ...(scan.githubRequests > 0 ? [requests(scan)] : []),
  ].join(', ')
  if (scan.failed > 0) return { tone: 'warn', word: 'Read with gaps', rest }
  return scan.degraded > 0
    ? { tone: 'warn', word: 'All read, some in part', rest }
    : { tone: 'good', word: 'All read', rest }
}

/** What was not read wholly: "2 could not be read", "11 in part". */
export function flaws({ failed, degraded }: Pick<Scan, 'failed' | 'degraded'>): string[] {
  return [
    ...(failed > 0 ? [`${number(failed)} could not be read`] : []),
    ...(degraded > 0 ? [`${number(degraded)} in part`] : []),
  ]
}

function requests({ githubRequests, githubLimit, graphqlPoints = 0 }: Scan): string {
  const points = graphqlPoints > 0 ? ` and ${count(graphqlPoints, 'GraphQL point')}` : ''
  return githubLimit === null
    ? `${count(githubRequests, 'GitHub request')}${points}`
    : `${number(githubRequests)} of ${number(githubLimit)} GitHub requests an hour${points} used`
}
