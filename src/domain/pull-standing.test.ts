import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStanding, unknownStanding } from './pull-standing.ts'

test('what GitHub says is read; an account or a team that is gone leaves the rest', () => {
  expect(
    readStanding({
      node_id: 'PR_kwDOAAAAAc4AAAAB',
      author_association: 'FIRST_TIMER',
      labels: [{ name: 'bug' }, { name: 'área/red' }],
      requested_reviewers: [{ login: 'ada' }, null],
      requested_teams: [{ slug: 'core' }],
      assignees: [],
      auto_merge: { merge_method: 'rebase' },
      stack: { id: 1, number: 7, size: 3, position: 1, base: { ref: 'main', sha: 'abc' } },
    }),
  ).toEqual({
    nodeId: 'PR_kwDOAAAAAc4AAAAB',
    authorAssociation: 'FIRST_TIMER',
    labels: ['bug', 'área/red'],
    requestedReviewers: ['ada'],
    requestedTeams: ['core'],
    assignees: [],
    autoMerge: 'REBASE',
    stack: { number: 7, size: 3, position: 1, baseRef: 'main' },
  })
})

test('what is absent is unknown, never "no"; an answer that says no says so', () => {
  expect(readStanding({})).toEqual(unknownStanding)
  expect(readStanding({ auto_merge: null, labels: [], stack: null })).toEqual({
    ...unknownStanding,
    autoMerge: 'NONE',
    labels: [],
  })
  // Only its base is required of a stack: without a number it cannot be named.
  expect(readStanding({ stack: { base: { ref: 'main' } } }).stack).toBeNull()
  expect(readStanding({ stack: { number: 2, base: { ref: 'main' } } }).stack).toEqual({
    number: 2,
    size: null,
    position: null,
    baseRef: 'main',
  })
})

test('lists and names are bounded, and what is too long to be GitHub’s is unknown', () => {
  const labels = Array.from({ length: 5_000 }, (_, at) => ({ name: `${at}`.repeat(1_000) }))
  const read = readStanding({
    labels,
    node_id: 'x'.repeat(1_000_000),
    author_association: 'A'.repeat(1_000),
    auto_merge: { merge_method: { toString: 1, valueOf: 1 } },
    stack: { number: 1e300, base: { ref: 'r'.repeat(10_000) } },
  })
  expect(read).toEqual({ ...unknownStanding, labels: expect.any(Array) })
  expect(read.labels).toHaveLength(100)
  expect(Math.max(...read.labels!.map((name) => name.length))).toBe(100)
})

test('nothing that an answer may hold makes it fail, or more than it may be', () => {
  const odd = fc.anything()
  const pull = fc.record(
    {
      node_id: odd,
      author_association: odd,
      labels: fc.oneof(odd, fc.array(fc.oneof(odd, fc.record({ name: odd })))),
      requested_reviewers: odd,
      requested_teams: odd,
      assignees: odd,
      auto_merge: fc.oneof(odd, fc.record({ merge_method: odd })),
      stack: fc.oneof(odd, fc.record({ number: odd, size: odd, base: odd })),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(odd, pull), (given) => {
      const size = JSON.stringify(readStanding(given)).length
      expect(size).toBeLessThan(100_000)
    }),
  )
})
