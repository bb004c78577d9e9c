import type { Scan } from '../api/types.ts'
import { age, clockTime, count, number } from './words.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'busy'

/** A scan's state in one word with its tone, and the rest of the sentence. */
export interface ScanSentence {
  tone: Tone
  word: string
  rest: string
}

/** Says what a scan read, how whole that is, and how old; what did not go well comes before everything else. */
export function scanSentence(scan: Scan, now: number): ScanSentence {
  switch (scan.state) {
    case 'waiting':
      return { tone: 'busy', word: 'Scan waiting', rest: `asked for ${age(scan.createdAt, now)}` }
    case 'active':
      return { tone: 'busy', word: 'Scanning', rest: progress(scan) }
    case 'paused': {
      const until = scan.resumesAt === null ? '' : ` until ${clockTime(scan.resumesAt)}`
      return { tone: 'warn', word: `Paused${until}`, rest: `GitHub’s limit is used up; ${progress(scan)}` }
    }
    case 'failed':
      return {
        tone: 'bad',
        word: 'The last scan failed',
        rest: `${age(scan.finishedAt ?? scan.createdAt, now)}; what is shown may be older`,
      }
    case 'done':
      return finished(scan, now)
  }
}

function progress(scan: Scan): string {
  const read = scan.analyzed + scan.unchanged + scan.failed
  return scan.listed === 0
    ? 'listing the pull requests'
    : `${number(read)} of ${count(scan.listed, 'pull request')} read`
}

function finished(scan: Scan, now: number): ScanSentence {
  const flaws = [
    ...(scan.failed > 0 ? [`${number(scan.failed)} could not be read`] : []),
    ...(scan.degraded > 0 ? [`${number(scan.degraded)} in part`] : []),
  ]
  const rest = [
    count(scan.listed, 'pull request'),
    ...flaws,
    age(scan.finishedAt ?? scan.createdAt, now),
    ...(scan.githubRequests > 0 ? [count(scan.githubRequests, 'GitHub request')] : []),
  ].join(', ')
  if (scan.failed > 0) return { tone: 'warn', word: 'Read with gaps', rest }
  return scan.degraded > 0
    ? { tone: 'warn', word: 'All read, some in part', rest }
    : { tone: 'good', word: 'All read', rest }
}
