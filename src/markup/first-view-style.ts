import type { CSSResult } from 'lit'
import { categoryStyle } from './category-style.ts'
import { filterBarStyle } from './filter-bar-style.ts'
import { frameStyle } from './frame-style.ts'
import { scanStatusStyle } from './scan-status-style.ts'
import { scoreStyle } from './score-style.ts'
import { setRowStyle } from './set-row-style.ts'
import { setsPageStyle } from './sets-page-style.ts'
import { baseStyle, controlStyle, listPageStyle, stateStyle } from './style.ts'

/** Each element's styles, for what stands in its place within the page's own tree. */
const scopes: [scope: string, styles: CSSResult[]][] = [
  ['.first-view', [baseStyle, frameStyle, listPageStyle, setsPageStyle]],
  ['.first-scan', [scanStatusStyle, stateStyle]],
  ['.first-filters', [controlStyle, filterBarStyle]],
  ['.first-row', [categoryStyle, scoreStyle, setRowStyle]],
]

/** Names in those styles of elements in whose place something else stands. */
const standIns = { 'claw-last-scan': '.first-scan', 'claw-filters': '.first-filters' }

/** What no element needs. */
const own = `
  claw-app { display: block; }
  .first-view .awaited { visibility: hidden; }
  /* More than a phone has room for: to lay them out costs a slow one a tenth of a second. */
  @media (max-width: 40rem) and (scripting: enabled) {
    .first-row:nth-child(n + 10) { display: none; }
  }
  /* Nothing will take over, and nothing take what is typed. */
  @media (scripting: none) {
    .first-view { min-height: 0; }
    .first-filters form { display: none; }
    .first-view .awaited { display: none; }
  }
`

/**
 * The style sheet of the page's first view, made of the elements' own styles: what is changed there is changed here. A
 * shadow tree keeps a style to itself; here each one is nested in the class of its element.
 */
export function firstViewStyle(): string {
  const nested = scopes.map(
    ([scope, styles]) => `${scope} {\n${styles.map((style) => within(style.cssText)).join('\n')}\n}`,
  )
  return `${nested.join('\n')}\n${own}`
}

function within(css: string): string {
  return Object.entries(standIns)
    .reduce((text, [element, place]) => text.replaceAll(element, place), css)
    .replace(/:host\(([^()]*)\)/g, '&$1')
    .replaceAll(':host', '&')
}
