// The way in for every npm script: makes sure that what a command needs is there, then runs it. Plain JavaScript without any
// package, since in a fresh clone there is none.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { setUp } from './set-up/set-up.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const leastNode = [20, 19]

/** What each command needs before it can start. `--help` needs packages alone. */
const needs = {
  scan: (args) => [
    'packages',
    'git',
    'redis',
    'postgres',
    ...(args.includes('--serve') ? ['dashboard'] : []),
  ],
  supervise: () => ['packages', 'git', 'redis', 'postgres', 'dashboard'],
  dev: () => ['packages', 'git', 'redis', 'postgres'],
  api: () => ['packages', 'dashboard'],
  worker: () => ['packages', 'git'],
  migrate: () => ['packages'],
  evaluate: () => ['packages', 'git'],
  'trigger-scan': () => ['packages'],
  backup: () => ['packages', 'redis', 'postgres'],
  restore: () => ['packages', 'redis', 'postgres'],
  'launch-fly': () => ['packages'],
  'deploy-fly': () => ['packages'],
  'schedule-fly': () => ['packages'],
  'check-image': () => ['packages'],
  'app-manifest': () => ['packages'],
  bench: (args) => [
    'packages',
    'git',
    'redis',
    'postgres',
    ...(args.length === 0 || args.includes('dashboard') ? ['chromium'] : []),
  ],
  test: () => ['packages', 'git', 'redis', 'postgres', 'chromium', 'curl', 'dashboard'],
}

async function main([name, ...args]) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1])) {
    process.stderr.write(
      `ClawTriage needs Node ${leastNode.join('.')} or later; this is ${process.versions.node}\n`,
    )
    return 1
  }
  const needed = Object.hasOwn(needs, name ?? '') ? needs[name] : undefined
  if (needed === undefined) {
    process.stderr.write(`usage: node bin/run.mjs ${Object.keys(needs).join('|')} [arguments]\n`)
    return 2
  }
  // In an image everything is there, and nothing may be installed.
  if (process.env.NODE_ENV !== 'production') {
    if (existsSync(join(root, '.env')) && name !== 'test') process.loadEnvFile(join(root, '.env'))
    const help = args.includes('--help') || args.includes('-h')
    await setUp(root, help ? ['packages'] : needed(args))
  }
  return name === 'test' ? runVitest(args) : runProgram(name, args)
}

/** In this process: one fewer on a small machine, and signals need no forwarding. */
async function runProgram(name, args) {
  const file = join(root, 'bin', `${name}.ts`)
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (process.versions.bun === undefined && (major < 22 || (major === 22 && minor < 18)))
    await import('./typescript.mjs')
  process.argv = [process.argv[0], file, ...args]
  await import(`./${name}.ts`)
  return process.exitCode ?? 0
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
  process.stderr.write(
    `${error instanceof Error && error.expected ? error.message : (error?.stack ?? error)}\n`,
  )
  process.exitCode = error?.signal === undefined ? 1 : 128 + constants.signals[error.signal]
}
