import { benchTriage } from '../bench/triage.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'

const usage = `usage: npm run bench

Measures what a signature, the index, a query and an update cost, by the number of pull requests.
`

/** The benchmarks: what must not grow faster than the repository does. */
export async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  benchTriage((line) => process.stdout.write(`${line}\n`))
  return 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(renderFailure('bench', error))
  process.exitCode = exitCodeOf(error)
}
