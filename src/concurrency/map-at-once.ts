/**
 * Runs `run` for each item, at most `atOnce` at a time, and yields the results in the items' order. When one fails, or
 * the caller stops early, those under way are told to end and waited for.
 */
export async function* mapAtOnce<T, R>(
  items: Iterable<T>,
  atOnce: number,
  signal: AbortSignal,
  run: (item: T, signal: AbortSignal) => Promise<R>,
): AsyncGenerator<R> {
  const ended = new AbortController()
  const eitherSignal = AbortSignal.any([signal, ended.signal])
  const running: Promise<R>[] = []
  try {
    for (const item of items) {
      const started = run(item, eitherSignal)
      // A failure is thrown when its turn comes; until then it is not "unhandled".
      started.catch(() => {})
      running.push(started)
      if (running.length >= atOnce) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  } finally {
    ended.abort(new Error('no longer asked for'))
    await Promise.allSettled(running)
  }
}
