import { expect, test } from 'vitest'
import type { Category } from '../../domain/pair.ts'
import { sampleMeasures } from '../../testing/sample-measures.ts'
import { classify } from './classify.ts'
import type { Measures } from './evidence.ts'

/** All of the older one is in the newer one, which has much besides, so that the whole is little alike. */
const part: Measures = {
  ...sampleMeasures,
  text: 0.2,
  titlesDiffer: false,
  sharedMass: 5,
  containment: { aInB: 0.8, bInA: 0.1 },
  place: 0.8,
  probability: 0.6,
}

test.each<[string, Partial<Measures>, Category]>([
  ['all of the older one', {}, 'SAME_FEATURE'],
  ['all of the newer one', { containment: { aInB: 0.1, bInA: 0.8 } }, 'SAME_FEATURE'],
  ['much of it', { containment: { aInB: 0.79, bInA: 0.79 } }, 'RELATED'],
  ['nothing that could be told', { containment: { aInB: null, bInA: null } }, 'RELATED'],
  ['little', { sharedMass: 4.9 }, 'RELATED'],
  ['in part elsewhere', { place: 0.79 }, 'RELATED'],
  ['what is hardly alike', { probability: 0.59 }, 'RELATED'],
])('a part: %s', (_, measured, category) => {
  expect(classify({ ...part, ...measured }, 0.5)).toBe(category)
})
