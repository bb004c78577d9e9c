import process from 'node:process'
import { AppError } from '../errors.ts'

/**
 * A signal that is aborted when somebody ends this command (Ctrl-C, SIGTERM, a closed terminal), so that what it started is ended with it. A
 * second Ctrl-C ends the process as it would without this.
 */
export function onInterruption(): AbortSignal {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => interrupted.abort(new AppError('UNAVAILABLE', 'interrupted')))
  return interrupted.signal
}
