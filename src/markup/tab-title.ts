import { tabTitles } from '../words/page-texts/frame.ts'
import { pageText } from '../words/strangers-text.ts'
import type { Route } from './route.ts'

const placeOf = (owner: string, repo: string) => `${pageText(`${owner}/${repo}`)} · ClawTriage`

/** The tab of one set, once its subject is known: of several that are open, each is told from the others. */
export const setTabTitle = (owner: string, repo: string, subject: string): string =>
  tabTitles.set(placeOf(owner, repo), pageText(subject))

/** What a browser's tab says of a view: what tells it from others first, as a narrow tab shows no more. */
export function tabTitle(route: Route): string {
  const place = 'owner' in route ? placeOf(route.owner, route.repo) : 'ClawTriage'
  switch (route.page) {
    case 'issue':
      return tabTitles.issue(place, route.number)
    case 'pull':
      return tabTitles.pull(place, route.number)
    case 'pair':
      return tabTitles.pair(place, route.a, route.b)
    default:
      return tabTitles[route.page](place)
  }
}
