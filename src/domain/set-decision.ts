/** Where a set stands in the queue. */
export const decisionStates = ['open', 'waiting', 'decided', 'closed'] as const
/**
 * open: a maintainer has to decide. waiting: put off, until a day or until it changes. decided: a keeper was chosen, or
 * every pair has a maintainer's verdict, and nothing has changed since. closed: at most one of its members is open, and
 * nothing in the default branch makes that one needless.
 */
export type DecisionState = (typeof decisionStates)[number]

export const setChanges = ['joined', 'left', 'pushed', 'closed', 'merged', 'landed'] as const

/** How a set differs from what it was when it was decided. */
export interface SetChange {
  number: number
  /** pushed: what it changes is another thing now. landed: the default branch has the same change by now. */
  what: (typeof setChanges)[number]
}

/** Put off until the set changes, as it is written in the place of a day. */
export const untilChange = 'change'

export interface SetDecision {
  state: DecisionState
  /** The member that was chosen; null where none was. */
  keeper: number | null
  /** What it was put off until, a day (2026-12-01, in UTC) or `change`; null where it was not. */
  until: string | null
  note: string | null
  /** It came of words on all of its pairs. */
  byWords: boolean
  /** ISO 8601; null: nothing was said so far. */
  saidAt: string | null
  /** What has changed since. */
  changes: SetChange[]
  /**
   * Names all that a decision is made upon: the members with their heads and states, and what was said of the set
   * before.
   */
  version: string
}
