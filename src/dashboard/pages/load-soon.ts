import { loadUnfolded } from '../elements/set-row.ts'

let isAsked = false

/**
 * Loads the decision pages, and what a row unfolds, while the reader reads, so that the first decision is there at
 * once. Called when the page that was asked for is drawn: their code would take its time from that.
 */
export function loadDecisionPagesSoon(): void {
  if (isAsked) return
  isAsked = true
  // What fails is loaded when it is wanted, and tells then.
  const load = () =>
    void Promise.allSettled([import('./set-page.ts'), import('./pair-page.ts'), loadUnfolded()])
  // Not every browser has the former yet.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(load, { timeout: 10_000 })
  else setTimeout(load, 2_000)
}
