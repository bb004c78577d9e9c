import { readConfig } from '../src/config.ts'
import { readScheduleArguments, scheduleUsage } from '../src/fly/fly-arguments.ts'
import { openFlyProgram } from '../src/fly/fly-program.ts'
import { readFlyToml } from '../src/fly/fly-toml.ts'
import { schedule, unschedule } from '../src/fly/schedule.ts'
import { runProgram } from '../src/terminal/run-program.ts'

/** Makes, renews or removes the scheduled machine of one repository. */
async function main(): Promise<number> {
  const options = readScheduleArguments(process.argv.slice(2))
  if (options === null) {
    process.stdout.write(scheduleUsage)
    return 0
  }
  const { fly, flyToml, tell } = openFlyProgram(options.dryRun)
  const { app: described, region } = readFlyToml(flyToml)
  const app = options.app ?? described
  const { FLY_APP_URL, OPS_TRIGGER_TOKEN } = process.env
  const { flyAppUrl, opsTriggerToken: token } = readConfig({ FLY_APP_URL, OPS_TRIGGER_TOKEN })
  const url = flyAppUrl ?? `https://${app}.fly.dev`
  if (options.remove) await unschedule(fly, { ...options, app, tell })
  else await schedule(fly, { ...options, app, region, url, token, tell })
  return 0
}

await runProgram('schedule:fly', main)
