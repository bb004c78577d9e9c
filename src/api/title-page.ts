import { html } from 'lit/html.js'
import { readRoute } from '../markup/route.ts'
import { tabTitle } from '../markup/tab-title.ts'
import { toHtml } from '../markup/to-html.ts'

/** The build's title, which is every page's (src/dashboard/index.html). */
const untold = '<title>ClawTriage</title>'

/** The page with the title of the view that its address names: a tab is told from others before any script has run. */
export function titlePage(page: string, path: string): string {
  return page.replace(untold, () => toHtml(html`<title>${tabTitle(readRoute(path))}</title>`))
}
