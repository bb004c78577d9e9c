import { findFocused } from './elements/deep.ts'

/** What a key can mean on the queue's page: those of the shortcuts, and of the row that has the focus. */
const known = ['j', 'k', 'd', 'n', 'c', 'x', 's', 'K', 'u', '?', '/']
/** Behind a key that is kept, these are kept, too: at once they would lead away from what it was pressed for. */
const isMoving = (key: string) => /^(?:Enter|Tab)$/.test(key)

/** What the reader pressed, in turn. */
let kept: string[] = []
/** What had the focus when the first of them was pressed. */
let keptAt: Element | null = null

/**
 * Takes the keys that are pressed while the server's rows stand there and the elements do not: `j` and `k` walk these
 * rows at once, and what decides something is kept until the elements can take it.
 */
export function takeEarlyKeys(): void {
  window.addEventListener('keydown', take, { capture: true })
  // For `npm run bench -- first-view`.
  performance.mark('keys-taken')
}

/** What the first kept key was pressed for, if any was. */
export const focusOfKeptKeys = (): Element | null => keptAt

/**
 * Hands on what was kept, a key in each frame: a row that is decided hands the focus to the next one.
 * @param isReady whether the elements are there, with the focus where it was.
 * @param patienceMs what is not ready by then is not what the reader saw: nothing of it is handed on.
 */
export async function replayKeys(isReady: () => boolean, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  while (kept.length > 0 && !isReady() && performance.now() < until) await nextFrame()
  if (!isReady()) kept = []
  for (let key = kept[0]; key !== undefined; key = kept[0]) {
    press(key)
    await nextFrame()
    kept.shift()
  }
  window.removeEventListener('keydown', take, { capture: true })
}

function take(event: KeyboardEvent): void {
  if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
  const { key } = event
  const isFirst = kept.length === 0
  if (!known.includes(key) && (isFirst || !isMoving(key))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isFirst && (key === 'j' || key === 'k')) {
    walk(key === 'j' ? 1 : -1)
    return
  }
  if (isFirst) keptAt = document.activeElement
  kept.push(key)
}

function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll('.first-row')].filter((row) => row.checkVisibility())
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[at === -1 ? 0 : at + step]
  row?.querySelector<HTMLElement>('h2 a')?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

function press(key: string): void {
  const target = findFocused() ?? document.body
  if (key === 'Enter' && target instanceof HTMLElement) target.click()
  else
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
    )
}

function isTyping({ target }: Event): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
