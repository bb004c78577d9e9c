import { expect, test } from 'vitest'
import { agreementSentence } from './agreement.ts'

test('how often the comparison was right, with the interval that so few verdicts allow', () => {
  expect(agreementSentence({ said: 0, right: 0 })).toBe('')
  expect(agreementSentence({ said: 50, right: 48 })).toBe('Your last 50 verdicts: 48 right (87–99%)')
  expect(agreementSentence({ said: 1, right: 1 })).toBe('Your last verdict: 1 right (21–100%)')
  expect(agreementSentence({ said: 4, right: 0 })).toBe('Your last 4 verdicts: 0 right (0–49%)')
})
