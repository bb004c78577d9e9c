import { userInfo } from 'node:os'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { openProgress } from '../src/terminal/progress.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { phaseOf } from '../src/terminal/scan-phase.ts'
import { openAppClient } from '../src/trigger/app-client.ts'
import { readTriggerArguments, triggerUsage } from '../src/trigger/trigger-arguments.ts'
import { type FollowedScan, followScan, realPatience, triggerScan } from '../src/trigger/trigger-scan.ts'
import { briefText, terminalText } from '../src/words/strangers-text.ts'

/** Asks a deployed app for a scan and, with --wait, follows it to its end. */
async function main(argv: string[]): Promise<number> {
  const options = readTriggerArguments(argv)
  if (options === null) {
    process.stdout.write(triggerUsage)
    return 0
  }
  const { flyAppUrl, opsTriggerToken, triggerActor } = readConfig(process.env)
  if (flyAppUrl === null)
    throw new AppError('USAGE', "FLY_APP_URL is not set: the app's address, such as https://my-app.fly.dev")
  if (opsTriggerToken === null)
    throw new AppError(
      'USAGE',
      'OPS_TRIGGER_TOKEN is not set: the token that the app was given under this name',
    )
  const signal = onInterruption()

  const ask = openAppClient({ url: flyAppUrl, token: opsTriggerToken, actor: triggerActor ?? userName() })
  const tell = (line: string) => process.stderr.write(`${terminalText(line)}\n`)
  const patience = realPatience((reason) => tell(`${reason}; asking again`))
  const scan = await triggerScan(ask, options, patience, signal)
  const name = `${scan.owner}/${scan.repo}`
  tell(
    `${name}: scan ${scan.snapshot} ${scan.enqueued ? 'is in the queue' : 'was asked for before'}; ${flyAppUrl}/${name}`,
  )
  if (!options.wait) {
    if (options.json) process.stdout.write(`${JSON.stringify(scan, null, 2)}\n`)
    return 0
  }
  const ended = await follow()
  if (options.json) process.stdout.write(`${JSON.stringify({ ...scan, ...ended }, null, 2)}\n`)
  else process.stdout.write(`${summarize(name, ended)}\n`)
  return ended.state === 'done' ? 0 : 1

  async function follow(): Promise<FollowedScan> {
    const view = await openProgress(process.stderr)
    try {
      return await followScan(
        ask,
        scan,
        (state) => view.show(state.progress, phaseOf(state)),
        patience,
        signal,
      )
    } catch (error) {
      if (signal.aborted) throw new AppError('UNAVAILABLE', 'interrupted; the scan goes on in the app')
      throw error
    } finally {
      view.end()
    }
  }
}

function summarize(name: string, { state, progress, error }: FollowedScan): string {
  if (state === 'failed') return `${name}: the scan failed: ${briefText(error ?? 'no reason was given', 300)}`
  const { listed, analyzed, unchanged, failed } = progress
  return `${name}: ${listed} pull requests: ${analyzed} analyzed, ${unchanged} unchanged, ${failed} could not be read`
}

/** The name of the user who asks, for the scan's record; nothing where a user id has none (in a container). */
function userName(): string | null {
  try {
    return userInfo().username
  } catch {
    return null
  }
}

await runProgram('trigger:scan', main)
