/**
 * Opens something once for all who ask at the same time. A failure is not kept: the next one tries again, and those who
 * waited for an opening that another gave up (its signal) opens it for themselves.
 */
export function openOnce<T>(open: (signal: AbortSignal) => Promise<T>) {
  let opened: { value: Promise<T>; signal: AbortSignal } | undefined
  return {
    async get(signal: AbortSignal): Promise<T> {
      for (;;) {
        opened ??= { value: open(signal), signal }
        const mine = opened
        try {
          return await mine.value
        } catch (error) {
          if (opened === mine) opened = undefined
          signal.throwIfAborted()
          if (!mine.signal.aborted) throw error
        }
      }
    },
    /** The next one who asks opens it anew. */
    forget(): void {
      opened = undefined
    },
  }
}
