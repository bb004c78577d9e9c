import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'
import { findViolations, readSources } from './room-imports.ts'

const usage = `usage: npm run check:rooms

Looks at every import of src/, bin/ and bench/: which room may import which is in bin/rooms.ts.
`

function main(argv: string[]): number {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  const violations = findViolations(readSources())
  for (const line of violations) process.stderr.write(`${line}\n`)
  return violations.length > 0 ? 1 : 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(renderFailure('check:rooms', error))
  process.exitCode = exitCodeOf(error)
}
