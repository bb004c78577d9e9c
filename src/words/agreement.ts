import type { Agreement } from '../domain/answers.ts'
import { count, number, percent } from './numbers.ts'

/** 95 % of a normal distribution lie within so many standard deviations. */
const z = 1.96

/**
 * "ClawTriage agreed with you on 48 of 50 pairs (95% confidence: 87–99%)": Wilson's interval, which holds for few
 * verdicts too. "" when there are none.
 */
export function agreementSentence({ said, right }: Agreement, who: 'you' | 'maintainers' = 'you'): string {
  if (said === 0) return ''
  const share = right / said
  const middle = share + (z * z) / (2 * said)
  const reach = z * Math.sqrt((share * (1 - share)) / said + (z * z) / (4 * said * said))
  const bound = (value: number) => percent(Math.min(Math.max(value / (1 + (z * z) / said), 0), 1))
  const pairs = `${number(right)} of ${count(said, 'pair')}`
  return `ClawTriage agreed with ${who} on ${pairs} (95% confidence: ${bound(middle - reach).replace('%', '')}–${bound(middle + reach)})`
}
