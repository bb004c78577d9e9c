import type { Route } from '../../markup/route.ts'
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
