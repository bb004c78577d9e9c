import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBundled, programFolder, projectRoot } from '../root.ts'

/** Tells a worker that the queue is its own: set by the supervisor, no setting. */
export const soleWorker = 'CLAWTRIAGE_SOLE_WORKER'

/** The first Node that runs erasable TypeScript without a flag. */
const nativeSince = [22, 18] as const

function runsTypeScript(): boolean {
  if (process.versions.bun !== undefined) return true
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > nativeSince[0] || (major === nativeSince[0] && minor >= nativeSince[1])
}

/**
 * One of our programs: `bin/NAME.ts` or its bundle in a checkout, `dist/NAME.js` in the package and the image.
 */
function programFile(name: string): string {
  return join(programFolder, `${name}.${isBundled ? 'js' : 'ts'}`)
}

/** The command that runs one of our programs under the runtime that this process runs under. */
export function programCommand(name: string): { command: string; args: string[] } {
  const file = programFile(name)
  return { command: process.execPath, args: isBundled ? [file] : sourceArguments(file) }
}

/** The arguments with which this runtime runs a source of a checkout, with our loader where it cannot do so itself. */
export function sourceArguments(file: string, checkout = projectRoot): string[] {
  if (runsTypeScript()) return [file]
  return ['--import', pathToFileURL(join(checkout, 'bin', 'typescript.mjs')).href, file]
}
