import { expect, test } from 'vitest'
import type { Category } from '../../domain/pair.ts'
import { sampleMeasures } from '../../testing/sample-measures.ts'
import { classify, comesAlong } from './classify.ts'
import type { Measures } from './evidence.ts'

/** The same text at the same place, in many files, and titles that have nothing in common. */
const large = sampleMeasures
/** Much alike in part, and hardly a word in common. */
const unsaid: Partial<Measures> = { text: 0.4, messageWords: 0.19, containment: { aInB: 0.94, bInA: 0.5 } }
/** Nearly all the same text, and nothing else that is alike. */
const copy = { text: 0.8, probability: 0.74, sharedMass: 100, titlesDiffer: false, files: 1 }

test.each<[string, Partial<Measures>, Category]>([
  ['much in many files, and no word in common', {}, 'RELATED'],
  ['to the letter, with other files', { identical: true, text: 1, sameFiles: false }, 'RELATED'],
  ['to the letter, and nothing else', { identical: true, text: 1 }, 'SAME_CHANGE'],
  ['a word in common', { titlesDiffer: false }, 'SAME_CHANGE'],
  ['few files', { files: 4 }, 'SAME_CHANGE'],
  ['little in common', { sharedMass: 19.9 }, 'SAME_CHANGE'],
  ['one line in many files', { sharedLines: 7 }, 'SAME_CHANGE'],
  ['raises, which go by any name', { bothRaise: true }, 'SAME_CHANGE'],
  ['an issue that both name', { sharedIssues: ['#7'] }, 'SAME_CHANGE'],
  ['an issue that both close', { closedByBoth: ['#7'] }, 'SAME_CHANGE'],
  ['what one says of the other', { claim: { kind: 'claim', by: 1, words: 'like #2' } }, 'SAME_CHANGE'],
  ['a feature that is likely', { text: 0.4 }, 'SAME_FEATURE'],
  ['another place by other words', { text: 0.1 }, 'SAME_FEATURE'],
  ['a part of the other one', { text: 0.4, probability: 0.74, sharedMass: 10 }, 'SAME_FEATURE'],
  ['a copy that is little alike besides', copy, 'RELATED'],
  ['a copy, and an issue that both close', { ...copy, closedByBoth: ['#7'] }, 'SAME_FEATURE'],
  ['a copy, and an issue that both name', { ...copy, sharedIssues: ['#7'] }, 'SAME_FEATURE'],
  ['a copy, by one title', { ...copy, sameTitle: true }, 'SAME_FEATURE'],
  [
    'a copy that one speaks of',
    { ...copy, claim: { kind: 'claim', by: 1, words: 'like #2' } },
    'SAME_FEATURE',
  ],
  ['the own version, by the way', { text: 0.4, ownVersionAlone: true }, 'RELATED'],
  [
    'the own version, for one issue',
    { text: 0.4, ownVersionAlone: true, sharedIssues: ['#7'] },
    'SAME_FEATURE',
  ],
  ['much alike in part, and hardly a word in common', unsaid, 'RELATED'],
  ['one in few files', { ...unsaid, files: 1 }, 'RELATED'],
  ['more words in common', { ...unsaid, messageWords: 0.2 }, 'SAME_FEATURE'],
  ['one that says nothing', { ...unsaid, messageWords: null }, 'SAME_FEATURE'],
  ['a word of both titles', { ...unsaid, titlesDiffer: false }, 'SAME_FEATURE'],
  ['less that is alike', { ...unsaid, sharedMass: 19.9 }, 'SAME_FEATURE'],
  ['all of the newer one', { ...unsaid, containment: { aInB: 0.5, bInA: 0.95 } }, 'SAME_FEATURE'],
  ['raises by other words', { ...unsaid, bothRaise: true }, 'SAME_FEATURE'],
  ['other words, and an issue that both close', { ...unsaid, closedByBoth: ['#7'] }, 'SAME_FEATURE'],
  ['less text', { ...copy, text: 0.79 }, 'SAME_FEATURE'],
  ['less of it', { ...copy, sharedMass: 99.9 }, 'SAME_FEATURE'],
])('%s', (_, measured, category) => {
  const measures = { ...large, ...measured }
  expect(classify(measures, 0.5)).toBe(category)
  expect(comesAlong(measures)).toBe(category === 'RELATED')
})

test('what would be no duplicate anyway does not come along', () => {
  expect(comesAlong({ ...large, decides: false })).toBe(false)
  expect(comesAlong({ ...large, place: 0, text: 0.1, probability: 0.6 })).toBe(false)
})

/** All of a small change in a larger one, at its place. */
const part = { text: 0.1, titlesDiffer: false, containment: { aInB: 0.9, bInA: 0.1 } }

test.each<[string, Partial<Measures>, Category]>([
  ['and nothing is a formatter’s', { ...part }, 'SAME_FEATURE'],
  ['and most is a formatter’s', { ...part, formatAlike: true }, 'RELATED'],
  ['but much besides is the same', { ...part, formatAlike: true, text: 0.3 }, 'SAME_FEATURE'],
  ['but they are called the same', { ...part, formatAlike: true, sameTitle: true }, 'SAME_FEATURE'],
  [
    'but both close one issue',
    { ...part, formatAlike: true, closedByBoth: ['#7'] },
    'COMPETING_IMPLEMENTATION',
  ],
  ['but it is the same to the letter', { ...part, formatAlike: true, identical: true }, 'SAME_CHANGE'],
])('a part of the other, %s', (_, facts, category) => {
  expect(classify({ ...large, ...facts }, 0)).toBe(category)
})
