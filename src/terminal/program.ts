import { AppError, describeError } from '../errors.ts'
import { terminalText } from '../words/strangers-text.ts'

/** Exit codes of every command: 0 success, 1 failure, 2 wrong usage. */
export function exitCodeOf(error: unknown): 1 | 2 {
  return error instanceof AppError && error.code === 'USAGE' ? 2 : 1
}

/** The one line (settings: a few) with which a command says what went wrong. Never a stack. */
export function renderFailure(name: string, error: unknown): string {
  const lines = describeError(error).split('\n').map(terminalText)
  return `${name}: ${lines.join('\n  ')}\n`
}
