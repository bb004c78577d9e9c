import { rarityStep } from '../weights.ts'

const most = 2 ** 16

/** By count: the least count of its step. */
const leastOf = (() => {
  const least = new Uint16Array(most)
  for (let from = 0; from < most; ) {
    const next = Math.max(from + 1, Math.ceil(from * rarityStep))
    least.fill(from, from, Math.min(next, most))
    from = next
  }
  return least
})()

/**
 * The least count of the step that a count is on: 0, 1, 2, 3, 5, 8, 12 … with steps of one and a half. Rarity depends
 * on steps, so that of a few pull requests that come and go most others do not hear.
 */
export function stepOf(count: number): number {
  if (count < most) return leastOf[count]!
  let from = leastOf[most - 1]!
  for (let next = from; next <= count; next = Math.ceil(from * rarityStep)) from = next
  return from
}
