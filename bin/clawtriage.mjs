#!/usr/bin/env node
// The command of the npm package. It sets up the servers that a command needs, then runs the command's program in this
// very process.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { commands, failWith, findObstacle } from './commands.mjs'
import { setUp } from './set-up/set-up.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const known = commands.filter(({ command }) => command !== undefined)

const usage = () => `usage: clawtriage COMMAND [arguments]

${known.map(({ command, about }) => `  ${command.padEnd(13)} ${about}`).join('\n')}

  clawtriage COMMAND --help tells more; --version

example: clawtriage scan OWNER/REPO
`

/** A reader that has gone, as `head` does, is no failure. */
function print(text) {
  process.stdout.on('error', () => {})
  process.stdout.write(text)
}

async function main([name, ...args]) {
  const obstacle = findObstacle(process.versions, process.platform)
  if (obstacle !== null) {
    process.stderr.write(`${obstacle}\n`)
    process.exitCode = 1
    return
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    print(usage())
    return
  }
  if (name === '--version' || name === '-v') {
    print(`${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`)
    return
  }
  const found = known.find(({ command }) => command === name)
  if (found === undefined) {
    const problem =
      name === undefined
        ? 'which command?'
        : `there is no command ${JSON.stringify(String(name).slice(0, 40))}`
    process.stderr.write(`clawtriage: ${problem} (try --help)\n`)
    process.exitCode = 2
    return
  }
  // In production, as in the image, everything is there and nothing may be installed.
  if (process.env.NODE_ENV !== 'production') {
    if (existsSync('.env')) process.loadEnvFile('.env')
    const needed = args.includes('--help') || args.includes('-h') ? [] : found.needs(args, process.env)
    await setUp(
      root,
      needed.filter((need) => need !== 'dashboard'),
    )
  }
  const file = join(root, 'dist', `${found.program}.js`)
  process.argv = [process.argv[0], file, ...args]
  // By its address: the build must not look for it.
  await import(pathToFileURL(file).href)
}

await main(process.argv.slice(2)).catch(failWith)
