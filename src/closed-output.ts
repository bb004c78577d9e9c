import process from 'node:process'

/** Exit code of a command whose reader went away: what a shell shows for a program that SIGPIPE ended. */
export const closedOutputCode = 141

const closed = new AbortController()

/**
 * Aborted once the reader of what we write has gone (`… | head -3`), or our terminal is gone. What is still
 * written goes nowhere; what is running is to be ended in order.
 */
export const outputClosed: AbortSignal = closed.signal

/**
 * Listens on a stream that leads out of the process: without a listener its error would be the end, with everything
 * left running.
 */
export function watchOutput(stream: NodeJS.EventEmitter): void {
  stream.on('error', (error: NodeJS.ErrnoException) => closed.abort(error))
}

/**
 * Why the output was closed: null when its reader has gone (EIO: with our terminal), else what is wrong, such as a full
 * disk.
 */
export function outputFault(): NodeJS.ErrnoException | null {
  const error = outputClosed.reason as NodeJS.ErrnoException
  return ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '') ? null : error
}

/** Resolves when everything that was written has been taken, or its reader has gone. */
export async function drainOutput(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) =>
        new Promise<void>((resolve) => {
          if (outputClosed.aborted) return resolve()
          outputClosed.addEventListener('abort', () => resolve(), { once: true })
          stream.write('', () => resolve())
        }),
    ),
  )
}
