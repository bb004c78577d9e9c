import process from 'node:process'
import { closedOutputCode, drainOutput, outputClosed, outputFault, watchOutput } from '../closed-output.ts'
import { exitCodeOf, renderFailure } from './program.ts'

/**
 * Runs a command and ends the process with its exit code: what `main` returns, 2 for wrong usage, 1 for a failure,
 * which is one line and never a stack, and 141 when the reader of its output has stopped before its end.
 * @param name the command as a person calls it.
 */
export async function runProgram(name: string, main: (argv: string[]) => Promise<number>): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) watchOutput(stream)
  let code: number
  try {
    code = await main(process.argv.slice(2))
  } catch (error) {
    code = exitCodeOf(error)
    if (!outputClosed.aborted) process.stderr.write(renderFailure(name, error))
  }
  await drainOutput()
  if (!outputClosed.aborted) process.exit(code)
  const fault = outputFault()
  if (fault === null) process.exit(closedOutputCode)
  process.stderr.write(renderFailure(name, new Error(`its output could not be written: ${fault.message}`)))
  process.exit(1)
}
