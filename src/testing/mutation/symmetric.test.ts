import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import { sameOutcome, samePatch } from '../../triage/candidates/shared-mass.ts'
import { countShared, jaccard, sharedLines } from '../../triage/judge/bags.ts'
import { samePlaceShare } from '../../triage/judge/places.ts'
import type { Place, Side } from '../../triage/judge/side.ts'
import { plainSignature } from '../plain-signature.ts'
import { symmetric } from './find-mutants.ts'

/** Few values, so that two of them often meet. */
const half = fc.constantFrom(0, 1, 2)
const id = fc.tuple(half, half)
const signature = fc.record({ patchId: id, outcomeId: id }).map(plainSignature)
const bag = fc
  .dictionary(fc.constantFrom('a', 'b c', 'd e f', 'x y', '}', ''), fc.integer({ min: 1, max: 3 }))
  .map((counts) => new Map(Object.entries(counts)))
const place: Arbitrary<Place> = fc
  .record({
    path: fc.constantFrom('src/a.ts', 'src/b.ts'),
    base: fc.constantFrom('a.ts', 'b.ts'),
    isNew: fc.boolean(),
    content: fc.constantFrom(null, 'one', 'other'),
    from: fc.integer({ min: 1, max: 20 }),
    lines: fc.integer({ min: 0, max: 5 }),
    old: fc.array(fc.constantFrom('return one', 'let two = 2', 'three()', '}', 'end'), { maxLength: 4 }),
  })
  .map(({ lines, ...rest }) => ({ ...rest, to: rest.from + lines }))
const side = fc.array(place, { maxLength: 3 }).map((places) => ({ places }) as Side)

const ours: Record<string, { of: Arbitrary<unknown>; ask: (a: never, b: never) => unknown }> = {
  jaccard: { of: bag, ask: jaccard },
  sharedLines: { of: bag, ask: sharedLines },
  countShared: { of: bag, ask: countShared },
  samePatch: { of: signature, ask: samePatch },
  sameOutcome: { of: signature, ask: sameOutcome },
  // What both of these ask, for one id or the other.
  sameId: { of: signature, ask: (a, b) => [samePatch(a, b), sameOutcome(a, b)] },
  samePlaceShare: { of: side, ask: samePlaceShare },
}

test('each function of ours whose arguments are not swapped has its law here', () => {
  expect([...symmetric].filter((name) => !name.startsWith('Math.')).sort()).toEqual(Object.keys(ours).sort())
})

test.each(Object.entries(ours))('%s gives the same for both orders', (_, { of, ask }) => {
  const answers = new Set<string>()
  fc.assert(
    fc.property(of, of, (a, b) => {
      const answer = ask(a as never, b as never)
      answers.add(JSON.stringify(answer))
      expect(ask(b as never, a as never)).toEqual(answer)
    }),
    { seed: 1, numRuns: 300 },
  )
  // Pairs that all come to the same would prove nothing.
  expect(answers.size).toBeGreaterThan(1)
})
