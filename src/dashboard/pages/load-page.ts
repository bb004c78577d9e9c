import type { Route } from '../router.ts'
import './sets-page.ts'

/** The code of each page but the one that most readers see first: that comes with the frame, in one step. */
const pages: Record<Exclude<Route['page'], 'sets'>, () => Promise<unknown>> = {
  repositories: () => import('./repositories-page.ts'),
  set: () => import('./set-page.ts'),
  pair: () => import('./pair-page.ts'),
  pulls: () => import('./pulls-page.ts'),
  pull: () => import('./pull-page.ts'),
  issues: () => import('./issues-page.ts'),
  issue: () => import('./issue-page.ts'),
  scans: () => import('./scans-page.ts'),
  plan: () => import('./plan-page.ts'),
  missing: () => import('./missing-page.ts'),
}

/**
 * Loads the code of a page, once.
 * @throws TypeError where it does not arrive: the server is gone, or has another version by now.
 */
export async function loadPage(page: Route['page']): Promise<void> {
  if (page !== 'sets') await pages[page]()
}

let soon = false

/** Loads the decision pages too while the reader reads, so that the first decision is there at once. */
export function loadDecisionPagesSoon() {
  if (soon) return
  soon = true
  const load = () => void Promise.allSettled([pages.set(), pages.pair()])
  // Not every browser has the former yet.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(load, { timeout: 10_000 })
  else setTimeout(load, 2_000)
}
