import { expect, test } from 'vitest'
import { seededRandom } from '../../testing/seeded-random.ts'
import { buildTermTable, countShared } from './term-table.ts'

test('a table of terms counts what two lists of terms share', () => {
  const random = seededRandom(7)
  for (let round = 0; round < 200; round++) {
    const draw = () =>
      Uint32Array.from(
        new Set(Array.from({ length: Math.floor(random() * 500) }, () => Math.floor(random() * 3_000))),
        (hash) => ((hash << 8) | (1 + Math.floor(random() * 255))) >>> 0,
      ).sort()
    const [one, other] = [draw(), draw()]
    const hashes = new Set([...other].map((term) => term >>> 8))
    const shared = [...one].filter((term) => hashes.has(term >>> 8)).length
    expect(countShared(buildTermTable(one, 0, one.length), other, 0, other.length)).toBe(shared)
    expect(countShared(buildTermTable(other, 0, other.length), one, 0, one.length)).toBe(shared)
  }
})
