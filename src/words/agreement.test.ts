import { expect, test } from 'vitest'
import { agreementSentence } from './agreement.ts'

test('how often the comparison was right, with the interval that so few verdicts allow', () => {
  expect(agreementSentence({ said: 0, right: 0 })).toBe('')
  expect(agreementSentence({ said: 50, right: 48 })).toBe(
    'ClawTriage agreed with you on 48 of 50 pairs (95% confidence: 87–99%)',
  )
  expect(agreementSentence({ said: 1, right: 1 })).toBe(
    'ClawTriage agreed with you on 1 of 1 pair (95% confidence: 21–100%)',
  )
  expect(agreementSentence({ said: 4, right: 0 })).toBe(
    'ClawTriage agreed with you on 0 of 4 pairs (95% confidence: 0–49%)',
  )
})
