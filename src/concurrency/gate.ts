/** Lets at most `places` of its callers run at a time; the others wait in order. */
export function openGate(places: number) {
  let free = places
  const waiting: (() => void)[] = []

  /** Waits for a place; call what it returns, once, to give it back. */
  return async function enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (free > 0) free--
    else
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => {
          waiting.splice(waiting.indexOf(admit), 1)
          reject(signal.reason)
        }
        const admit = () => {
          signal.removeEventListener('abort', onAbort)
          resolve()
        }
        waiting.push(admit)
        signal.addEventListener('abort', onAbort, { once: true })
      })
    let left = false
    return () => {
      if (left) return
      left = true
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
