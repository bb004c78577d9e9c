import type { Route } from '../../markup/route.ts'
import { askEarly } from '../api/client.ts'
import { firstPageOf } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import { setsAddress } from './sets-filters.ts'

/**
 * So long a reader sees nothing before it is said what is awaited. Longer than a slow processor takes to hand over an
 * answer that is there already: to draw the frame, then the wait and then the rows would take it half as long again.
 */
const patienceMs = 500

/** Resolves when a reader has waited long enough. */
export const soon = () => new Promise<void>((resolve) => setTimeout(resolve, patienceMs))

/**
 * Asks for all that the queue is drawn from, so that it is drawn in one step; the browser has it under way already
 * (src/api/preloads.ts). Other pages draw what they are waiting for.
 * @param search the address's query.
 * @returns when the answers are there, or after a reader's patience.
 */
export async function firstAnswers(route: Route, search: string): Promise<void> {
  if (route.page !== 'sets') return
  const { owner, repo } = route
  const list = firstPageOf(setsAddress(owner, repo, search))
  const answers = [
    askEarly(list.path, list.query),
    askEarly(apiPath(owner, repo, 'agreement'), {}),
    askEarly(apiPath(owner, repo, 'scans'), { limit: 1 }),
  ]
  await Promise.race([Promise.all(answers), soon()])
}
