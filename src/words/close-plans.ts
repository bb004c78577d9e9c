import type { SetDetail } from '../domain/answers.ts'
import { type ClosingTime, closePlan, scriptAdvice } from './close-plan.ts'

/**
 * One script for several sets, one after the other. How it is to be used stands at its beginning alone.
 * @param time as of closePlan, for each set whose keeper is open.
 */
export function closePlans(
  sets: readonly SetDetail[],
  owner: string,
  repo: string,
  time: ClosingTime = 'merged',
): string {
  const plans = sets.map((set) => closePlan(set, owner, repo, set.publicPage, time))
  // The first line of a plan is ours, so that this is not taken out of what a stranger has written.
  return plans.map((plan, at) => (at === 0 ? plan : plan.replace(` ${scriptAdvice}`, ''))).join('\n')
}
