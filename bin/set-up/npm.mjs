// npm's packages, by npm or, where there is only Bun, by Bun.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { installAside } from './aside.mjs'
import { findCommand } from './programs.mjs'
import { expected, run } from './run-command.mjs'

/** An hour's outage is not waited for: npm's own pauses between its three tries come to a minute and a half. */
const impatient = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
/** Overrides .npmrc: of a failure we tell what npm told. */
const telling = '--loglevel=error'

/** npm sets these for its own scripts; a nested npm must find its settings for itself. */
const cleanEnv = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/.test(name)))

/** The command that installs packages here. */
function findInstaller() {
  const npm = findCommand('npm')
  if (npm !== undefined) return { name: 'npm', command: npm }
  const bun = process.versions.bun === undefined ? findCommand('bun') : process.execPath
  if (bun !== undefined) return { name: 'bun', command: bun }
  throw expected(
    'npm was not found on PATH, and no bun either: npm comes with Node (https://nodejs.org; Debian: apt-get install npm)',
  )
}

/** What will be run for the packages of package-lock.json, for a person. */
export function describeInstall() {
  return findInstaller().name === 'npm' ? 'npm ci' : 'bun install'
}

/** The packages of package-lock.json, which Bun reads too. */
export async function installLocked(root) {
  const { name, command } = findInstaller()
  const args =
    name === 'npm'
      ? ['ci', '--no-audit', '--no-fund', '--include=dev', telling, ...impatient]
      : ['install', '--frozen-lockfile']
  await run(command, args, { cwd: root, env: cleanEnv() })
}

/**
 * One package of npm in a folder of its own (`node_modules/` in it). Its scripts are not run.
 * @param finish is called before the folder counts as whole.
 */
export async function installPackage(spec, folder, finish) {
  const { name, command } = findInstaller()
  await installAside(folder, async (aside) => {
    writeFileSync(join(aside, 'package.json'), '{"private":true}')
    const args =
      name === 'npm'
        ? [
            'install',
            '--ignore-scripts',
            '--no-audit',
            '--no-fund',
            '--no-package-lock',
            telling,
            ...impatient,
            spec,
          ]
        : ['add', '--ignore-scripts', spec]
    await run(command, args, { cwd: aside, env: cleanEnv() })
    if (!existsSync(join(aside, 'node_modules'))) throw expected(`${name} installed nothing for ${spec}`)
    await finish(aside)
  })
}
