import { type ParseArgsConfig, parseArgs } from 'node:util'
import { snapshotPattern } from '../domain/scan.ts'
import { AppError, describeError } from '../errors.ts'

const mostOpenPrs = 100_000

/**
 * node:util's parseArgs, strict.
 * @throws AppError USAGE with its first sentence, which names the argument.
 */
export function parseCommandLine<const T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config)
  } catch (error) {
    throw new AppError('USAGE', `${describeError(error).split('. ')[0]} (try --help)`)
  }
}

/** @throws AppError USAGE unless exactly one file is named. */
export function readFileName([file, ...more]: readonly string[]): string {
  if (file === undefined || more.length > 0) throw new AppError('USAGE', 'expected one FILE (try --help)')
  return file
}

/** @throws AppError USAGE naming the range of `--max-open-prs`. */
export function readOpenPrs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > mostOpenPrs)
    throw new AppError(
      'USAGE',
      `--max-open-prs ${JSON.stringify(text)}: expected a whole number from 1 to ${mostOpenPrs}`,
    )
  return count
}

/** @throws AppError USAGE saying what `--snapshot` may hold. */
export function readSnapshot(text: string | undefined): string | undefined {
  if (text === undefined || new RegExp(snapshotPattern).test(text)) return text
  throw new AppError('USAGE', '--snapshot: expected 1 to 120 letters, digits or . _ : -')
}
