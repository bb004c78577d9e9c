/** What is remembered of a view in its entry of the browser's history, for a reader who comes back to it. */
export interface Place {
  /** How many rows of its list were there. */
  rows: number
  /** The link by which the reader went on. */
  link: string | null
  /** Where that link stood, in pixels from the window's upper edge. */
  top: number
}

/** How long a view that is come back to may take to show the link. */
const patienceMs = 5_000
/** A link that stood still for so many frames has found its place; near the list's end it may never. */
const quietFrames = 5
const mostFrames = 60

export function remember(facts: Partial<Place>): void {
  history.replaceState({ ...history.state, ...facts }, '')
}

export function recall(): Place {
  const { rows, link, top } = (history.state ?? {}) as Record<string, unknown>
  return {
    rows: typeof rows === 'number' ? rows : 0,
    link: typeof link === 'string' ? link : null,
    top: typeof top === 'number' ? top : 0,
  }
}

/**
 * Waits until the link is there by which the reader went on, focuses it, and scrolls so that it stands where it stood.
 * Ends at once when the reader does something meanwhile.
 * @param find looks for the link in the view.
 */
export async function returnTo(
  { link, top }: Place,
  find: (link: string) => HTMLElement | undefined,
): Promise<void> {
  if (link === null) return
  let busy = false
  const stop = () => {
    busy = true
  }
  const signs = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'popstate', 'navigated'] as const
  for (const sign of signs) window.addEventListener(sign, stop, { once: true, passive: true })
  const until = performance.now() + patienceMs
  let found: HTMLElement | undefined
  while (!busy && found === undefined && performance.now() < until) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    found = find(link)
  }
  if (found !== undefined && !busy) {
    found.focus({ preventScroll: true })
    // Until it stays: rows that come into sight are measured then, and may be higher than was thought.
    for (let frames = 0, quiet = 0; frames < mostFrames && quiet < quietFrames && !busy; frames++) {
      const off = found.getBoundingClientRect().top - top
      quiet = Math.abs(off) < 1 ? quiet + 1 : 0
      window.scrollBy(0, off)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }
  for (const sign of signs) window.removeEventListener(sign, stop)
}
