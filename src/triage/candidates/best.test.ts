import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Best } from './best.ts'

test('what is kept are the best, of equal ones those with the smaller number', () => {
  const numberOf = (item: number) => (item * 7) % 31
  fc.assert(
    fc.property(
      fc.nat(9),
      fc.uniqueArray(fc.record({ item: fc.nat(30), score: fc.integer({ min: -3, max: 3 }) }), {
        selector: ({ item }) => item,
      }),
      (limit, offered) => {
        const best = new Best(limit, numberOf)
        for (const { item, score } of offered) best.offer(item, score)
        const expected = offered
          .toSorted((x, y) => y.score - x.score || numberOf(x.item) - numberOf(y.item))
          .slice(0, limit)
          .map(({ item }) => item)
        expect([...best.items()].sort()).toEqual(expected.sort())
      },
    ),
    { numRuns: 500 },
  )
})
