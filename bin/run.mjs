// The way in for every npm script: makes sure that what a command needs is there, then runs it. Plain JavaScript
// without any package, since in a fresh clone there is none.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { commands, failWith, findObstacle } from './commands.mjs'
import { readyProgram } from './ready-programs.mjs'
import { findMissing, setUp } from './set-up/set-up.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
async function main([name, ...args]) {
  const obstacle = findObstacle(process.versions, process.platform)
  if (obstacle !== null) {
    process.stderr.write(`${obstacle}\n`)
    return 1
  }
  const found = commands.find(({ program }) => program === name)
  if (found === undefined) {
    const names = commands.map(({ program }) => program).join('|')
    process.stderr.write(`usage: node bin/run.mjs ${names} [arguments]\n`)
    return 2
  }
  // In an image everything is there, and nothing may be installed.
  if (process.env.NODE_ENV !== 'production') {
    if (existsSync(join(root, '.env')) && name !== 'test') process.loadEnvFile(join(root, '.env'))
    const help = args.includes('--help') || args.includes('-h')
    const needs = help ? [] : found.needs(args, process.env)
    await setUp(root, ['packages'])
    if (findMissing(root, needs).length > 0) {
      const refused = await refuseEarly(name, args)
      if (refused !== null) return refused
      await setUp(root, needs)
    }
  }
  return name === 'test' ? runVitest(args) : runProgram(name, args)
}

/** Once: what is missing is there the next time, and the program says by itself what it refuses. */
async function refuseEarly(name, args) {
  if (!runsTypeScript(process.versions)) await import('./typescript.mjs')
  const early = await import('./refuse-early.ts')
  return early.refuseEarly(name, args)
}

/** In this process: one fewer on a small machine, and signals need no forwarding. */
async function runProgram(name, args) {
  const source = join(root, 'bin', `${name}.ts`)
  // Bun reads sources as quickly as a bundle.
  const ready = process.versions.bun === undefined ? await readyProgram(root, name) : null
  if (ready === null && !runsTypeScript(process.versions)) await import('./typescript.mjs')
  process.argv = [process.argv[0], source, ...args]
  await import(pathToFileURL(ready ?? source).href)
  return process.exitCode ?? 0
}

function runsTypeScript({ bun, node }) {
  const [major, minor] = node.split('.').map(Number)
  return bun !== undefined || major > 22 || (major === 22 && minor >= 18)
}

function runVitest(args) {
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  failWith(error)
}
