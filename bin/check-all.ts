import { spawn } from 'node:child_process'
import { projectRoot } from '../src/root.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'

const steps: readonly { name: string; script: string }[] = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'import rules', script: 'check:rooms' },
  { name: 'dead code', script: 'dead' },
  { name: 'tests', script: 'test' },
  { name: 'build', script: 'build' },
]

const usage = `usage: npm run check:all [-- --but STEP]

Everything that must hold, as CI runs it: ${steps.map(({ name }) => name).join(', ')}. A failure does not keep the rest from running; the last lines say what failed.

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
  const left = steps.filter(({ name }) => !values.but.includes(name))
  const results: string[] = []
  let failed = false
  for (const { name, script } of left) {
    process.stdout.write(`# ${name}\n`)
    const began = performance.now()
    const code = await run('npm', ['run', script])
    failed ||= code !== 0
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    results.push(`${code === 0 ? 'holds ' : 'FAILED'} ${name} (${seconds} s)`)
  }
  process.stdout.write(`${results.join('\n')}\n`)
  return failed ? 1 : 0
}

/** Ended along with us. */
function run(command: string, args: string[]): Promise<number | null> {
  const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
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
