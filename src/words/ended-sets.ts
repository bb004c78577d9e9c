import type { EndedSet } from '../domain/answers.ts'
import { age } from './numbers.ts'

export const endedHeading = 'All closed or merged'

/** "#3 was merged and #8 closed, 2 days ago" */
export function endedSentence({ members, endedAt }: EndedSet, now: number): string {
  const numbers = (state: string) =>
    members.filter((one) => one.state === state).map(({ number }) => `#${number}`)
  const merged = numbers('MERGED')
  const closed = numbers('CLOSED')
  const be = (some: readonly string[]) => (some.length === 1 ? 'was' : 'were')
  const parts = [
    merged.length === 0 ? '' : `${listed(merged)} ${be(merged)} merged`,
    closed.length === 0
      ? ''
      : `${listed(closed)} ${merged.length === 0 || be(merged) !== be(closed) ? `${be(closed)} ` : ''}closed`,
  ]
  return `${listed(parts.filter((part) => part !== ''))}, ${age(endedAt, now)}`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
