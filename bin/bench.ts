import { benchAgain } from '../bench/again.ts'
import { benchAttack } from '../bench/attack.ts'
import { benchCheck } from '../bench/check.ts'
import { benchDashboard } from '../bench/dashboard.ts'
import { benchFirstView } from '../bench/first-view.ts'
import { benchFuzz } from '../bench/fuzz.ts'
import { benchGitHub } from '../bench/github.ts'
import { benchHours } from '../bench/hours.ts'
import { benchKills } from '../bench/kills.ts'
import { benchMachine } from '../bench/machine.ts'
import { benchReads } from '../bench/reads.ts'
import { benchRescan } from '../bench/rescan.ts'
import { benchStarved } from '../bench/starved.ts'
import { benchTriage } from '../bench/triage.ts'
import { benchTrigger } from '../bench/trigger.ts'
import { benchWebhooks } from '../bench/webhooks.ts'
import { AppError } from '../src/errors.ts'
import { runProgram } from '../src/terminal/run-program.ts'

type Options = ReadonlyMap<string, number>
/** @param mirror a local bare mirror to measure, in the place of a repository that is made up. */
type Bench = (write: (line: string) => void, options: Options, mirror?: string) => Promise<void> | void

const benches: Record<string, { about: string; run: Bench; options?: readonly string[] }> = {
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
  'first-view': {
    about: "the queue's first rows, in turn with a blank page; --runs 15",
    run: benchFirstView,
    options: ['runs'],
  },
  dashboard: {
    about: 'whether 10,000 pull requests and 100,000 lines still scroll',
    run: benchDashboard,
  },
  machine: {
    about: 'first scans: 500 and 2,000; --pulls 5000 --memory 1024 --mirror DIR',
    run: benchMachine,
    options: ['pulls', 'memory', 'mirror'],
  },
  rescan: {
    about: 'a rescan of ten changed heads, by stage; --pulls 500 --rounds 2',
    run: benchRescan,
    options: ['pulls', 'rounds'],
  },
  again: {
    about: 'a comparison after ten pushes, warm, cold; --pulls 20000 --rounds 2',
    run: benchAgain,
    options: ['pulls', 'rounds'],
  },
  reads: {
    about: 'reads of one repository while another is scanned; --pulls 5000',
    run: benchReads,
    options: ['pulls'],
  },
  hours: {
    about: 'a day of hourly scans with ten changed heads each; --pulls 200',
    run: benchHours,
    options: ['pulls'],
  },
  check: {
    about: 'asking if a change is proposed already; --pulls 10000 --memory 512',
    run: benchCheck,
    options: ['pulls', 'memory'],
  },
  starved: {
    about: 'a first scan on a sixteenth of a processor; --pulls 50',
    run: benchStarved,
    options: ['pulls'],
  },
  webhooks: {
    about: '1,000 deliveries, undisturbed and with the worker killed twice',
    run: benchWebhooks,
  },
  fuzz: {
    about: '20,000 odd requests: what they get, and leave in memory',
    run: benchFuzz,
  },
  attack: {
    about: 'pull requests made to exhaust their reader; --only N',
    run: benchAttack,
    options: ['only'],
  },
  kills: {
    about: 'processes killed over many scans; --kills 300 --scans 100 --seed N',
    run: benchKills,
    options: ['kills', 'scans', 'seed'],
  },
}

const usage = `usage: npm run bench [-- NAME... [--OPTION NUMBER]]

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Without a name all of them run, one after the other.
`

/** The benchmarks: ratios measured in one run, since machines differ. */
export async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  const { names, options, mirror } = readArguments(argv)
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    process.stdout.write(`# ${name}: ${benches[name]!.about}\n`)
    await benches[name]!.run((line) => process.stdout.write(`${line}\n`), options, mirror)
  }
  return 0
}

function readArguments(argv: readonly string[]): {
  names: string[]
  options: Options
  mirror: string | undefined
} {
  const names: string[] = []
  const options = new Map<string, number>()
  let mirror: string | undefined
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!
    if (!word.startsWith('--')) {
      if (!Object.hasOwn(benches, word))
        throw new AppError(
          'USAGE',
          `there is no benchmark ${JSON.stringify(word.slice(0, 40))}; there are ${Object.keys(benches).join(', ')}`,
        )
      names.push(word)
      continue
    }
    const option = word.slice(2)
    const value = argv[++at]
    const known = names.flatMap((name) => benches[name]!.options ?? [])
    if (option === 'mirror' && known.includes(option) && value !== undefined) {
      mirror = value
      continue
    }
    if (!known.includes(option) || value === undefined || !/^\d{1,9}$/.test(value))
      throw new AppError(
        'USAGE',
        `${JSON.stringify(word.slice(0, 40))} ${known.length > 0 ? `is not one of ${known.map((one) => `--${one} ${one === 'mirror' ? 'DIR' : 'NUMBER'}`).join(', ')}` : 'is no option of these benchmarks'}`,
      )
    options.set(option, Number(value))
  }
  return { names, options, mirror }
}

await runProgram('bench', main)
