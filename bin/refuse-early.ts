import process from 'node:process'
import { readConfig } from '../src/config.ts'
import { projectRoot } from '../src/root.ts'
import { standingFolder } from '../src/terminal/clone-repository.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'
import { readScanArguments } from '../src/terminal/scan-arguments.ts'

/**
 * What `npm start` and `npm run scan` refuse by their settings and words alone, said before anything is installed for
 * them: that takes a minute, and a wrong port is wrong before it, too.
 * @param program as in commands.mjs.
 * @returns the exit code of a refusal, which stderr has; null: nothing speaks against it so far.
 */
export function refuseEarly(program: string, args: string[]): 1 | 2 | null {
  if (program !== 'supervise' && program !== 'scan') return null
  try {
    const config = readConfig(process.env)
    if (program === 'scan')
      readScanArguments(args, {
        defaultSource: config.scanSource,
        folder: standingFolder(process.env, process.cwd(), projectRoot),
        serverUrl: config.github.serverUrl,
      })
    return null
  } catch (error) {
    process.stderr.write(renderFailure(program, error))
    return exitCodeOf(error)
  }
}
