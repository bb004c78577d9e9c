import { spawn } from 'node:child_process'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'

type Command = readonly [program: string, ...args: string[]]

interface Step {
  name: string
  command: Command
  /** Ends with 0 where the step can be taken at all; and what to do where it cannot. */
  needs?: { probe: Command; advice: string }
}

const script = (name: string): Command => ['npm', 'run', name]
/** Both kinds that are supported: the oldest, and the one of the image. */
const nodes = ['20', '24']
const here = process.versions.node.split('.')[0]!
/** npm has Node's own binaries as a package, which comes before ours on the PATH of what it runs. */
const withNode = (major: string) => ['npm', 'exec', '--yes', `--package=node@${major}`, '--'] as const
const bun = 'node_modules/.bin/bun'
const vitest = 'node_modules/vitest/vitest.mjs'
/** What decides and what is said, and what stores and queues: no browser and no whole program (bin/bun.test.ts). */
const core = ['src/domain', 'src/triage', 'src/words', 'src/concurrency', 'src/queue', 'src/git/diff']

const steps: readonly Step[] = [
  { name: 'types', command: script('typecheck') },
  { name: 'lint', command: script('lint') },
  { name: 'import rules', command: script('check:rooms') },
  { name: 'dead code', command: script('dead') },
  { name: 'tests', command: script('test') },
  ...nodes
    .filter((major) => major !== here)
    .map(
      (major): Step => ({
        name: `tests on Node ${major}`,
        command: [...withNode(major), 'npm', 'test'],
        needs: {
          probe: [...withNode(major), 'node', '--version'],
          advice: `npm could not get Node ${major} (the package node@${major}): take this step where npm reaches its registry, or leave it out: --but "tests on Node ${major}"`,
        },
      }),
    ),
  {
    name: 'core tests on Bun',
    command: [bun, '--bun', vitest, 'run', ...core],
    needs: {
      probe: [bun, '--version'],
      advice:
        'the package bun has no binary here: its install script gets it (npm rebuild bun), or leave this step out: --but "core tests on Bun"',
    },
  },
  { name: 'build', command: script('build') },
]

const usage = `usage: npm run check:all [-- --but STEP]

Everything that must hold: ${steps.map(({ name }) => name).join(', ')}.
A failure does not keep the rest from running; the last lines say what failed. CI runs all of it but the tests on another
Node and on Bun, which would double its time.

  --but STEP    leave this one out, such as "tests"; may be given again
  --help
`

async function main(argv: string[]): Promise<number> {
  const { values } = parseCommandLine({
    args: argv,
    options: { but: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const known = [...steps.map(({ name }) => name), ...nodes.map((major) => `tests on Node ${major}`)]
  const unknown = values.but.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new AppError(
      'USAGE',
      `--but ${unknown}: expected one of ${steps.map(({ name }) => name).join(', ')}`,
    )
  const left = steps.filter(({ name }) => !values.but.includes(name))
  const results: string[] = []
  let failed = false
  for (const { name, command, needs } of left) {
    process.stdout.write(`# ${name}\n`)
    const began = performance.now()
    const canBegin = needs === undefined || (await run(needs.probe)) === 0
    const code = canBegin ? await run(command) : null
    failed ||= code !== 0
    if (!canBegin) process.stdout.write(`${needs.advice}\n`)
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    results.push(`${code === 0 ? 'holds ' : 'FAILED'} ${name} (${seconds} s)`)
  }
  process.stdout.write(`${results.join('\n')}\n`)
  return failed ? 1 : 0
}

/** Ended along with us. */
function run([program, ...args]: Command): Promise<number | null> {
  const child = spawn(program, args, { cwd: projectRoot, stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, forward)
  return new Promise((resolve) => {
    // There is no such program.
    child.once('error', () => resolve(null))
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, forward)
      resolve(code)
    })
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(renderFailure('check:all', error))
  process.exitCode = exitCodeOf(error)
}
