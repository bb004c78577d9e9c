import { tabTitles } from '../words/page-texts/frame.ts'
import { pageText } from '../words/strangers-text.ts'
import type { Route } from './route.ts'

/** What a browser's tab says of a view: what tells it from others first, as a narrow tab shows no more. */
export function tabTitle(route: Route): string {
  const place = 'owner' in route ? `${pageText(`${route.owner}/${route.repo}`)} · ClawTriage` : 'ClawTriage'
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
