import type { Revision } from '../../domain/revision.ts'

/** Who opens the same again from another machine does so soon. */
const mostDays = 7

/** Whether two were opened within a week, or so many days. False where a day is unknown. */
export function areWithinDays(
  one: Pick<Revision, 'createdAt'>,
  other: Pick<Revision, 'createdAt'>,
  days = mostDays,
): boolean {
  return Math.abs(Date.parse(one.createdAt) - Date.parse(other.createdAt)) <= days * 86_400_000
}
