import { benchDashboard } from '../bench/dashboard.ts'
import { benchFuzz } from '../bench/fuzz.ts'
import { benchGitHub } from '../bench/github.ts'
import { benchMachine } from '../bench/machine.ts'
import { benchTriage } from '../bench/triage.ts'
import { benchTrigger } from '../bench/trigger.ts'
import { benchWebhooks } from '../bench/webhooks.ts'
import { AppError } from '../src/errors.ts'
import { runProgram } from '../src/terminal/run-program.ts'

type Bench = (write: (line: string) => void) => Promise<void> | void

const benches: Record<string, { about: string; run: Bench }> = {
  triage: {
    about: 'what a signature, the index, a query and an update cost',
    run: benchTriage,
  },
  trigger: {
    about: 'how long a trigger takes with fifty clients at once',
    run: benchTrigger,
  },
  github: {
    about: 'what scans ask of GitHub, without and with its faults',
    run: benchGitHub,
  },
  dashboard: {
    about: 'the first view on a slow phone, and a list of 10,000 pull requests',
    run: benchDashboard,
  },
  machine: {
    about: 'what scans of 500 and 2,000 open pull requests take of a machine',
    run: benchMachine,
  },
  webhooks: {
    about: '1,000 deliveries, undisturbed and with the worker killed twice',
    run: benchWebhooks,
  },
  fuzz: {
    about: '20,000 odd requests: what they get, and leave in memory',
    run: benchFuzz,
  },
}

const usage = `usage: npm run bench [-- NAME...]

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(9)} ${about}`)
  .join('\n')}

Without a name all of them run, one after the other.
`

/** The benchmarks: ratios measured in one run, since machines differ. */
export async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  const unknown = argv.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined)
    throw new AppError(
      'USAGE',
      `there is no benchmark ${JSON.stringify(unknown.slice(0, 40))}; there are ${Object.keys(benches).join(', ')}`,
    )
  for (const name of argv.length > 0 ? argv : Object.keys(benches)) {
    process.stdout.write(`# ${name}: ${benches[name]!.about}\n`)
    await benches[name]!.run((line) => process.stdout.write(`${line}\n`))
  }
  return 0
}

await runProgram('bench', main)
