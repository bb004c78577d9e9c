import { type FirstViewFacts, renderFirstView } from '../markup/first-view.ts'
import { toHtml } from '../markup/to-html.ts'
import { embeddedRequests } from './preloads.ts'

/**
 * What the page at this address shows first, as HTML.
 * @param path of a page that comes with its answers (embeddedRequests).
 * @param answers of the API to this reader, as JSON by address; without the list there is nothing to show.
 * @param now milliseconds since 1970.
 */
export function writeFirstView(path: string, answers: ReadonlyMap<string, string>, now: number): string {
  const [owner = '', repo = ''] = path.split('/').filter((segment) => segment !== '')
  const [sets, agreement, scans] = embeddedRequests(path, '').map((address) => {
    const json = answers.get(address)
    return json === undefined ? null : (JSON.parse(json) as unknown)
  })
  if (sets == null) return ''
  const view = renderFirstView({ owner, repo, sets, agreement, scans, now } as FirstViewFacts)
  return view === null ? '' : toHtml(view)
}
