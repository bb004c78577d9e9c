import { afterFrame } from '../after-frame.ts'
import { firstWindow, markFirstSet } from '../first-frame.ts'
import { loadDecisionPagesSoon } from './load-soon.ts'

/** CSS pixels: what stands above the rows at least, and a row at least, in a narrow window and in a wide one. */
const narrow = { below: 600, above: 270, row: 66 }
const wide = { above: 200, row: 48 }

let isNoted = false

/** How many rows fill the window, and at first what a reader has scrolled by already. */
export function firstRows(): number {
  const { width, height, scrolled } = isNoted
    ? { width: innerWidth, height: innerHeight, scrolled: 0 }
    : firstWindow
  const { above, row } = width < narrow.below ? narrow : wide
  return Math.max(1, Math.ceil((height + scrolled - above) / row))
}

/**
 * Calls back when the rows that are about to be drawn stand on the screen. The first time it marks that the queue can
 * be worked through (and that its first sets stand there, unless they did before), and has loaded what could wait for
 * it.
 */
export function afterFirstRows(next: () => void): void {
  void afterFrame().then(() => {
    markFirstSet()
    if (!isNoted) performance.mark('queue-ready')
    isNoted = true
    loadDecisionPagesSoon()
    next()
  })
}
