import process from 'node:process'
import { outputClosed } from '../closed-output.ts'
import { AppError } from '../errors.ts'
import { killChildren } from '../supervise/child.ts'

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * A signal that is aborted when this command is ended (Ctrl-C, SIGTERM, a closed terminal, a reader who has
 * enough), so that what it started is ended with it. A second Ctrl-C ends all of it at once.
 */
export function onInterruption(): AbortSignal {
  const interrupted = new AbortController()
  const end = (name: string) => {
    if (interrupted.signal.aborted && name === 'SIGINT') {
      killChildren()
      process.exit(1)
    }
    if (!interrupted.signal.aborted && process.stderr.isTTY && name === 'SIGINT')
      process.stderr.write('\nstopping (Ctrl-C again does not wait)\n')
    interrupted.abort(new AppError('UNAVAILABLE', 'interrupted'))
  }
  for (const name of endings) process.on(name, () => end(name))
  whenOutputCloses(() => end('closed output'))
  return interrupted.signal
}

/** For a service: resolves with what told it to stop. */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of endings) process.on(name, () => resolve(name))
    whenOutputCloses(() => resolve('the reader of its output has gone'))
  })
}

function whenOutputCloses(tell: () => void): void {
  if (outputClosed.aborted) tell()
  else outputClosed.addEventListener('abort', tell, { once: true })
}
