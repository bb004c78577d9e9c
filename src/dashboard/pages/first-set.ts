import { loadDecisionPagesSoon } from './load-soon.ts'

/** More than stand on a screen. */
export const firstRows = 15

let isNoted = false

/**
 * Calls back when the rows that are about to be drawn stand on the screen. The first time it marks that in the page's
 * own timeline, where `npm run bench` and a profile find it, and has loaded what could wait for it.
 */
export function afterFirstRows(next: () => void): void {
  // A task after the frame that draws them.
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (!isNoted) performance.mark('first-set')
      isNoted = true
      loadDecisionPagesSoon()
      next()
    }),
  )
}
