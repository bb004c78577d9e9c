import { expect, test } from 'vitest'
import { asSentence } from './as-sentence.ts'

test.each([
  ['the body broke off', 'The body broke off.'],
  ['ClawTriage does not answer. Is it running?', 'ClawTriage does not answer. Is it running?'],
  ['keeper: expected a member of the set', 'Keeper: expected a member of the set.'],
  ['acme/shop has not been scanned yet', 'acme/shop has not been scanned yet.'],
  ['maxOpenPrs: expected a number', 'maxOpenPrs: expected a number.'],
  ['', ''],
])('%s becomes %s', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence)
})
