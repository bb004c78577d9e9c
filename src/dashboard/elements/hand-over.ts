import { firstViewId } from '../../domain/first-answers.ts'
import { returnTo } from '../place.ts'
import { findDeep } from './deep.ts'

/** What a reader can focus or unfold in it. */
const stops = 'a[href], summary'

/**
 * What the server wrote of the first view (src/markup/first-view.ts) stands within `claw-app`. It is shown until the
 * elements are drawn, and then goes; the focus and what was unfolded stay where they were.
 */
export class HandOver {
  private readonly app: HTMLElement
  private readonly written = document.getElementById(firstViewId)
  private readonly slot = document.createElement('slot')

  constructor(app: HTMLElement) {
    this.app = app
  }

  /** Goes on showing it when the app has a tree of its own. */
  begin(tree: HTMLElement | DocumentFragment): void {
    if (this.written !== null) tree.append(this.slot)
  }

  /** The app is drawn, of the same templates: its stops are those that were there, and others behind them. */
  end(tree: HTMLElement | DocumentFragment): void {
    if (this.written === null) return
    const left = [...this.written.querySelectorAll<HTMLElement>(stops)]
    const at = left.indexOf(document.activeElement as HTMLElement)
    const focused = left[at]
    const unfolded = left.flatMap((stop, at) => (stop.parentElement?.matches('details[open]') ? [at] : []))
    const top = focused?.getBoundingClientRect().top ?? 0
    this.slot.remove()
    this.app.replaceChildren()
    const drawn = () => findDeep<HTMLElement>(tree, stops)
    if (unfolded.length > 0)
      requestAnimationFrame(() => {
        const all = drawn()
        for (const at of unfolded) all[at]?.parentElement?.setAttribute('open', '')
      })
    if (focused !== undefined)
      void returnTo({ rows: 0, link: focused.getAttribute('href') ?? '', top }, (href) => {
        const stop = drawn()[at]
        return (stop?.getAttribute('href') ?? '') === href ? stop : undefined
      })
  }
}
