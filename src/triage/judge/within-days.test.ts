import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { areWithinDays } from './within-days.ts'

const on = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString()
const by = (days: number[], facts: Partial<Revision> = {}): Revision =>
  sampleRevision(
    1,
    {},
    {
      createdAt: on(days[0]!),
      createdAtGuessed: true,
      commits: days.map((day) => commit('ada', day, `Step ${day}`, { authoredAt: on(day) })),
      ...facts,
    },
  )
const are = (one: Revision, other: Revision, days?: number) => {
  const found = areWithinDays(one, other, days)
  expect(areWithinDays(other, one, days)).toBe(found)
  return found
}

test('two are within days by the days on which they were opened', () => {
  const known = { createdAtGuessed: false }
  expect(are(by([1], known), by([8], known))).toBe(true)
  expect(are(by([1], known), by([9], known))).toBe(false)
  expect(are(by([1], known), by([4], known), 3)).toBe(true)
  expect(are(by([1, 20], known), by([20], known))).toBe(false)
})

test('where a mirror tells the day of the first commit alone, those that lie closest count', () => {
  expect(are(by([1, 20]), by([21, 40]), 3)).toBe(true)
  expect(are(by([1, 20]), by([24, 40]), 3)).toBe(false)
  expect(are(by([1, 30]), by([10]), 0)).toBe(true)
})

test('a merge brings a branch up to date, long after', () => {
  const merge = commit('ada', 20, "Merge branch 'main' into horn", { authoredAt: on(20), parents: 2 })
  const one = by([1])
  expect(are({ ...one, commits: [...one.commits, merge] }, by([21]), 3)).toBe(false)
})

test('an unknown day is near none', () => {
  expect(are(by([1], { createdAt: '' }), by([1]))).toBe(false)
})
