import { readScheduleArguments, scheduleUsage } from '../src/fly/fly-arguments.ts'
import { openFlyProgram, runFlyProgram } from '../src/fly/fly-program.ts'
import { readFlyToml } from '../src/fly/fly-toml.ts'
import { schedule, unschedule } from '../src/fly/schedule.ts'

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
  const url = process.env.FLY_APP_URL?.replace(/\/+$/, '') || `https://${app}.fly.dev`
  const token = process.env.OPS_TRIGGER_TOKEN?.trim() || null
  if (options.remove) await unschedule(fly, { ...options, app, tell })
  else await schedule(fly, { ...options, app, region, url, token, tell })
  return 0
}

await runFlyProgram('schedule:fly', main)
