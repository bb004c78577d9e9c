import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { channelNames } from '../weights.ts'
import { sameOutcome, samePatch, sharedMass, termsOf } from './shared-mass.ts'

/** A term's rarity: a tenth of its hash, and ten times as much in the channel of removed lines. */
const index = {
  rarity: (term: number, channel: number) =>
    ((term >>> 8) / 10) * (channelNames[channel] === 'removedLines' ? 10 : 1),
}
const channels = ['addedLines', 'removedLines'] as const

test('what both have counts as often as both have it, by how rare it is; what one has is its own', () => {
  const a = plainSignature({ terms: { addedLines: { 1: 2, 3: 3, 9: 1 }, paths: { 5: 7 } } })
  const b = plainSignature({ terms: { addedLines: { 2: 4, 3: 1 }, removedLines: { 1: 5 }, paths: { 5: 7 } } })
  const mass = sharedMass(a, b, channels, index)
  expect(mass.shared).toBeCloseTo(0.3 * 1, 12)
  expect(mass.a).toBeCloseTo(0.1 * 2 + 0.3 * 3 + 0.9, 12)
  expect(mass.b).toBeCloseTo(0.2 * 4 + 0.3 + 1 * 5, 12)
  const turned = sharedMass(b, a, channels, index)
  expect([turned.shared, turned.a, turned.b]).toEqual([mass.shared, mass.b, mass.a])
})

test('nothing in common, and nothing at all, have no mass', () => {
  const empty = plainSignature()
  expect(sharedMass(empty, empty, channels, index)).toEqual({ shared: 0, a: 0, b: 0 })
  const one = plainSignature({ terms: { addedLines: { 4: 1 } } })
  expect(sharedMass(one, empty, channels, index)).toEqual({ shared: 0, a: 0.4, b: 0 })
  expect(sharedMass(empty, one, channels, index)).toEqual({ shared: 0, a: 0, b: 0.4 })
})

test('the terms of a channel are its own', () => {
  const terms = { location: { 1: 1, 2: 1 }, addedTokens: { 3: 1 }, claims: { 4: 1 } }
  const signature = plainSignature({ commits: [5], people: [6], places: [[7, 8, 9]], terms })
  const hashes = (name: (typeof channelNames)[number]) =>
    [...termsOf(signature, channelNames.indexOf(name))].map((term) => term >>> 8)
  expect(['location', 'addedTokens', 'addedLines', 'claims'].map((name) => hashes(name as never))).toEqual([
    [1, 2],
    [3],
    [],
    [4],
  ])
})

test.each([
  ['the same', [1, 2], [1, 2], true],
  ['one half alone', [1, 2], [1, 3], false],
  ['the other half alone', [1, 2], [4, 2], false],
  ['one that has a zero', [0, 2], [0, 2], true],
  ['the other that has a zero', [1, 0], [1, 0], true],
  ['absent on both sides', [0, 0], [0, 0], false],
] as const)('patch and outcome are %s: %j and %j', (_, a, b, same) => {
  const of = (id: readonly [number, number]) => [
    plainSignature({ patchId: [...id] }),
    plainSignature({ outcomeId: [...id] }),
  ]
  const [patchA, outcomeA] = of(a) as [ReturnType<typeof plainSignature>, ReturnType<typeof plainSignature>]
  const [patchB, outcomeB] = of(b) as [ReturnType<typeof plainSignature>, ReturnType<typeof plainSignature>]
  expect([samePatch(patchA, patchB), sameOutcome(outcomeA, outcomeB)]).toEqual([same, same])
  expect([samePatch(outcomeA, outcomeB), sameOutcome(patchA, patchB)]).toEqual([false, false])
})
