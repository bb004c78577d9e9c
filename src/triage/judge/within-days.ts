import type { Revision } from '../../domain/revision.ts'
import { isMerge } from '../change/people.ts'
import { onceFor } from './once-for.ts'

/** Who opens the same again from another machine does so soon. */
const mostDays = 7
const day = 86_400_000

/**
 * Whether two were opened within a week, or so many days. False where a day is unknown. A plain mirror tells the day of
 * the first commit alone, which may be weeks before: there the days on which commits of the two lie closest count.
 */
export function areWithinDays(one: Revision, other: Revision, days = mostDays): boolean {
  const [mine, theirs] = [workedIn(one), workedIn(other)]
  return Math.max(mine.from - theirs.to, theirs.from - mine.to) <= days * day
}

/** From when to when it was worked on, as far as that says when it was opened. */
const workedIn = onceFor((revision: Revision): { from: number; to: number } => {
  const opened = Date.parse(revision.createdAt)
  const written = revision.createdAtGuessed
    ? revision.commits.flatMap((commit) => (isMerge(commit) ? [] : [Date.parse(commit.authoredAt)]))
    : []
  const times = [opened, ...written.filter((time) => time > 0)]
  return { from: Math.min(...times), to: Math.max(...times) }
})
