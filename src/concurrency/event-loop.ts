/** After this long the event loop gets a turn, so that a worker that computes still answers pings. */
const turnMs = 20

/** A function to call now and then during long work: lets others run when it is time. @throws the signal's reason. */
export function openYield(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - last < turnMs) return
    await new Promise((resolve) => setImmediate(resolve))
    last = performance.now()
  }
}
