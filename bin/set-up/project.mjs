import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describeInstall, installLocked } from './npm.mjs'
import { run, say } from './run-command.mjs'

/** Written after the last step of an install: as long as it is there and says the same, the packages are whole. */
const installedFrom = 'node_modules/.clawtriage-lock'

export const packages = {
  /** The packages of this very package-lock.json. */
  isThere(root) {
    try {
      return (
        readFileSync(join(root, installedFrom), 'utf8') ===
        readFileSync(join(root, 'package-lock.json'), 'utf8')
      )
    } catch {
      return false
    }
  },
  async install(root) {
    say(`installing packages (${describeInstall()})`)
    // First: an install that is cut off may leave the files of the one before it, half removed.
    rmSync(join(root, installedFrom), { force: true })
    await installLocked(root)
    writeFileSync(join(root, installedFrom), readFileSync(join(root, 'package-lock.json')))
  },
}

/** What the dashboard is built from. It says what the words say, and their nouns with them. */
const sources = [
  'src/dashboard',
  'src/markup',
  'src/words',
  'src/domain',
  'src/triage',
  'vite.config.ts',
  'package-lock.json',
]
const built = 'public/index.html'

export const dashboard = {
  /** Built, and nothing that it is built from is newer. */
  isThere(root) {
    const at = modified(join(root, built))
    return at > 0 && sources.every((source) => newest(join(root, source)) <= at)
  },
  async install(root) {
    say('building the dashboard (vite build)')
    await run(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
      { cwd: root },
    )
  },
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return /\.test\.ts$/.test(path) ? 0 : stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
