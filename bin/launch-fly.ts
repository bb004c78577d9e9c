import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { readConfig } from '../src/config.ts'
import { launchUsage, readLaunchArguments } from '../src/fly/fly-arguments.ts'
import { openFlyProgram } from '../src/fly/fly-program.ts'
import { readFlyToml, writeFlyToml } from '../src/fly/fly-toml.ts'
import { launch, type SecretWish } from '../src/fly/launch.ts'
import { renderFailure } from '../src/terminal/program.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const token = () => randomBytes(32).toString('hex')
const secrets: readonly SecretWish[] = [
  { name: 'OPS_TRIGGER_TOKEN', about: 'who has it may ask for scans', generate: token },
  { name: 'DASHBOARD_TOKEN', about: 'who has it may read the dashboard', generate: token },
  {
    name: 'PUBLIC_SCAN_ALLOWED_REPOS',
    about: 'the repositories that may be scanned, such as owner/repo,owner/other',
    generate: null,
  },
  {
    name: 'GITHUB_TOKEN',
    about: 'a token without any permission: 5,000 requests an hour instead of 60',
    generate: null,
  },
]

/** Prepares an app on Fly.io for its first deploy. */
async function main(): Promise<number> {
  const options = readLaunchArguments(process.argv.slice(2))
  if (options === null) {
    process.stdout.write(launchUsage)
    return 0
  }
  const { app, region, org, sizeGb, dryRun } = options
  const { fly, flyToml, tell, signal } = openFlyProgram(dryRun)
  const described = readFlyToml(flyToml)
  let kept = 0
  await launch(fly, {
    ...described,
    app,
    region,
    org,
    volumeGb: sizeGb ?? described.volumeGb,
    secrets,
    ask: (wish) => ask(wish, signal),
    tell,
    // On stdout, once: neither Fly nor this project keeps them readable.
    keep(name, value) {
      process.stdout.write(`${name}=${value}\n`)
      kept++
    },
  })
  if (dryRun) return 0
  writeFlyToml(flyToml, { app, region })
  if (kept > 0) tell('Keep these tokens: Fly never shows them again.')
  tell(`${app} is ready for its first deploy: npm run deploy:fly`)
  return 0
}

/** From the environment; else, for what is not made up, from the person at the terminal. An empty answer is none. */
async function ask({ name, about, generate }: SecretWish, signal: AbortSignal): Promise<string | null> {
  const given = process.env[name]?.trim()
  if (given) return checked(name, given)
  if (generate !== null || !process.stdin.isTTY) return null
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // A terminal that readline reads sends no signal by itself.
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    for (;;) {
      const answer = (await terminal.question(`${name} (${about}; Enter for none): `, { signal })).trim()
      if (answer === '') return null
      try {
        return checked(name, answer)
      } catch (error) {
        process.stderr.write(renderFailure('launch:fly', error))
      }
    }
  } finally {
    terminal.close()
  }
}

/** The app itself would refuse to start with it, minutes after it was said here. */
function checked(name: string, value: string): string {
  readConfig({ [name]: value })
  return value
}

await runProgram('launch:fly', main)
