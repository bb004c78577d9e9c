import { firstViewId } from '../domain/first-answers.ts'
import { keepEarlyKeys } from './early-keys.ts'

keepEarlyKeys()

let isMarked = false

/**
 * Marks in the page's own timeline that the first sets stand on the screen, once: there `npm run bench -- first-view`
 * and a profile find it.
 */
export function markFirstSet(): void {
  if (isMarked) return
  isMarked = true
  // What came with the page may have stood there before any script ran.
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  performance.mark('first-set', paint === undefined ? {} : { startTime: paint.startTime })
}

/** Resolves a task after the first frame; of a page that nobody sees none is drawn. */
function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    const isDrawn = performance.getEntriesByName('first-contentful-paint').length > 0
    if (isDrawn || document.visibilityState === 'hidden') return resolve()
    document.addEventListener('visibilitychange', () => resolve(), { once: true })
    requestAnimationFrame(() => setTimeout(resolve))
  })
}

// All that follows this module waits for it: a slow processor takes longer to build the elements than to show what the
// server wrote of them.
if (document.getElementById(firstViewId) !== null) {
  await firstFrame()
  markFirstSet()
}

/** The window as the first rows find it. Later a browser would have to lay out for it what is half built. */
export const firstWindow = { width: innerWidth, height: innerHeight, scrolled: scrollY }
