import { AppError } from '../src/errors.ts'
import { runProgram } from '../src/terminal/run-program.ts'

type Options = ReadonlyMap<string, number>
/** @param mirror a local bare mirror to measure, in the place of a repository that is made up. */
type Bench = (write: (line: string) => void, options: Options, mirror?: string) => Promise<void> | void

interface Entry {
  about: string
  /** A benchmark's sources take seconds to read, so only those of the one that is run are. */
  load: () => Promise<Bench>
  options?: readonly string[]
}

const benches: Record<string, Entry> = {
  triage: {
    about: 'what a signature, the index, a query and an update cost',
    load: async () => (await import('../bench/triage.ts')).benchTriage,
  },
  trigger: {
    about: 'how long a trigger takes with fifty clients at once',
    load: async () => (await import('../bench/trigger.ts')).benchTrigger,
  },
  github: {
    about: 'what scans ask of GitHub, without and with its faults',
    load: async () => (await import('../bench/github.ts')).benchGitHub,
  },
  'first-view': {
    about: "the queue's first rows, in turn with a blank page; --runs 15",
    load: async () => (await import('../bench/first-view.ts')).benchFirstView,
    options: ['runs'],
  },
  dashboard: {
    about: 'whether 10,000 pull requests and 100,000 lines still scroll',
    load: async () => (await import('../bench/dashboard.ts')).benchDashboard,
  },
  machine: {
    about: 'first scans: 500 and 2,000; --pulls 5000 --memory 1024 --mirror DIR',
    load: async () => (await import('../bench/machine.ts')).benchMachine,
    options: ['pulls', 'memory', 'mirror'],
  },
  rescan: {
    about: 'a rescan of ten changed heads, by stage; --pulls 500 --rounds 2',
    load: async () => (await import('../bench/rescan.ts')).benchRescan,
    options: ['pulls', 'rounds'],
  },
  again: {
    about: 'a comparison after ten pushes, warm, cold; --pulls 20000 --rounds 2',
    load: async () => (await import('../bench/again.ts')).benchAgain,
    options: ['pulls', 'rounds'],
  },
  reads: {
    about: 'reads of one repository while another is scanned; --pulls 5000',
    load: async () => (await import('../bench/reads.ts')).benchReads,
    options: ['pulls'],
  },
  hours: {
    about: 'a day of hourly scans with ten changed heads each; --pulls 200',
    load: async () => (await import('../bench/hours.ts')).benchHours,
    options: ['pulls'],
  },
  check: {
    about: 'asking if a change is proposed already; --pulls 10000 --memory 512',
    load: async () => (await import('../bench/check.ts')).benchCheck,
    options: ['pulls', 'memory'],
  },
  starved: {
    about: 'a first scan on a sixteenth of a processor; --pulls 50',
    load: async () => (await import('../bench/starved.ts')).benchStarved,
    options: ['pulls'],
  },
  webhooks: {
    about: '1,000 deliveries, undisturbed and with the worker killed twice',
    load: async () => (await import('../bench/webhooks.ts')).benchWebhooks,
  },
  fuzz: {
    about: '20,000 odd requests: what they get, and leave in memory',
    load: async () => (await import('../bench/fuzz.ts')).benchFuzz,
  },
  attack: {
    about: 'pull requests made to exhaust their reader; --only N',
    load: async () => (await import('../bench/attack.ts')).benchAttack,
    options: ['only'],
  },
  kills: {
    about: 'processes killed over many scans; --kills 300 --scans 100 --seed N',
    load: async () => (await import('../bench/kills.ts')).benchKills,
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
    const { about, load } = benches[name]!
    process.stdout.write(`# ${name}: ${about}\n`)
    const run = await load()
    await run((line) => process.stdout.write(`${line}\n`), options, mirror)
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
