/**
 * The browser looks at every highlight anew when one changes, so that they change together, and not with each frame of
 * a fast scroll.
 */
const turnMs = 120

const due = new Map<object, () => void>()
let isDue = false
let last = Number.NEGATIVE_INFINITY

/** Paints with the next turn: at once after a pause. Of two that are due for the same thing, the later one counts. */
export function paintInTurn(what: object, paint: () => void): void {
  due.set(what, paint)
  if (isDue) return
  isDue = true
  setTimeout(run, Math.max(last + turnMs - performance.now(), 0))
}

export function forgetTurn(what: object): void {
  due.delete(what)
}

function run(): void {
  isDue = false
  last = performance.now()
  const paints = [...due.values()]
  due.clear()
  for (const paint of paints) paint()
}
