import { firstViewId } from '../domain/first-answers.ts'
import { findFocused, isTyping } from './elements/deep.ts'

/** They lead through what stands on the screen. A key that decides is never kept: of what, nobody could see. */
const leading = new Set(['j', 'k', 'Enter', '?'])
/** What is older was meant for another screen. Milliseconds. */
const keptForMs = 5_000

let kept: { key: string; at: number }[] = []
let isKeeping = false

/**
 * What the server wrote of the queue is read before the elements take over, on a slow processor for seconds. Keys that
 * are pressed meanwhile are kept from here on.
 */
export function keepEarlyKeys(): void {
  if (document.getElementById(firstViewId) === null) return
  isKeeping = true
  window.addEventListener('keydown', keep, { capture: true })
}

/** The rows stand there, or there are none: does what was kept, once and in its order. */
export function replayEarlyKeys(): void {
  const now = performance.now()
  const keys = kept.filter(({ at }) => now - at < keptForMs).map(({ key }) => key)
  forgetEarlyKeys()
  for (const key of keys) {
    if (key === 'Enter') {
      const focused = findFocused()
      if (focused instanceof HTMLElement) focused.click()
      return
    }
    window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
    // What comes up takes the keys that follow, as it does later on.
    if (key === '?') return
  }
}

/** The reader has gone elsewhere. */
export function forgetEarlyKeys(): void {
  kept = []
  if (!isKeeping) return
  isKeeping = false
  window.removeEventListener('keydown', keep, { capture: true })
}

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !leading.has(event.key) || isTyping(event)) return
  // What has the focus takes it by itself.
  if (event.key === 'Enter' && document.activeElement !== document.body) return
  // A key that is held down leads on row by row, and opens but once.
  if (event.repeat && (event.key === 'Enter' || event.key === '?')) return
  kept.push({ key: event.key, at: performance.now() })
  // Once: also where the elements are there already and their rows are not.
  event.stopImmediatePropagation()
  event.preventDefault()
}
