import type { GroupMember } from '../domain/answers.ts'
import { checkStates, mergeables, reviewDecisions } from '../domain/pull-facts.ts'

/**
 * The columns of the keeper table, and what each is sorted by. Null is unknown, and stands last in either direction.
 */
export const columns = [
  ['number', ({ number }) => number],
  ['checks', ({ checks }) => rank(['SUCCESS', 'NONE', ...checkStates], checks)],
  ['review', ({ review }) => rank(['APPROVED', ...reviewDecisions], review)],
  ['mergeable', ({ mergeable }) => rank(mergeables, mergeable)],
  ['draft', ({ draft }) => Number(draft)],
  ['size', ({ size }) => (size === null ? null : size.added + size.removed)],
  ['tests', ({ tests }) => (tests === null ? null : tests.added + tests.removed)],
  ['author', ({ author }) => author?.toLowerCase() ?? null],
  ['opened', ({ createdAt }) => createdAt],
  ['lastCommit', ({ lastCommitAt }) => lastCommitAt],
  ['containedIn', ({ containedIn }) => (containedIn === null ? null : -containedIn.length)],
  ['landed', ({ landed }) => landed?.committedAt ?? ''],
] as const satisfies [string, (member: GroupMember) => string | number | null][]

export type Column = (typeof columns)[number][0]

/** What was chosen to sort by. */
export interface Order {
  column: Column
  descending: boolean
}

function rank(order: readonly string[], value: string | null): number | null {
  return value === null ? null : order.indexOf(value)
}

/** The rows in the chosen order; equal ones by number. */
export function inOrder(members: readonly GroupMember[], { column, descending }: Order): GroupMember[] {
  const value = columns.find(([name]) => name === column)![1]
  return [...members].sort((x, y) => {
    const [a, b] = [value(x), value(y)]
    if (a === null || b === null) return Number(a === null) - Number(b === null) || x.number - y.number
    const order = a < b ? -1 : a > b ? 1 : 0
    return (descending ? -order : order) || x.number - y.number
  })
}
