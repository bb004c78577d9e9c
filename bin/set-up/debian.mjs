// Debian's and Ubuntu's packages: installed when we are root, else unpacked into a folder of this user.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { installAside } from './aside.mjs'
import { findCommand } from './programs.mjs'
import { expected, run, say } from './run-command.mjs'

export const isRoot = () => process.getuid?.() === 0

/** A Debian, an Ubuntu, or what is made of one, with its tools. */
export function isDebian() {
  try {
    return (
      /^(?:ID|ID_LIKE)=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8')) &&
      findCommand('apt-get') !== undefined
    )
  } catch {
    return false
  }
}

/** dpkg finishes the package in hand: cut off, it would have to be repaired by hand. */
const dpkgGraceMs = 60_000

/** As root. No service is started by it: we start our own. */
export async function installForAll(name) {
  say(`installing ${name} (apt-get install)`)
  // dpkg asks before it starts a service; RUNLEVEL=1 makes the answer no.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
    env,
    graceMs: dpkgGraceMs,
  })
}

/** A closure of some packages' names. */
const closureBytes = 1_000_000

/**
 * Unpacks a package, with all that it needs and the system lacks, into `folder`: no root is needed, since nothing of
 * the system is written.
 * @param prove is called before the folder counts as whole; throws when its program does not run.
 */
export async function unpackForUser(name, folder, prove) {
  say(`fetching ${name} for this user (apt-get download)`)
  await installAside(folder, async (aside) => {
    const apt = await openApt(join(aside, '.apt'))
    const wanted = await apt.closure(name)
    await apt.download(wanted)
    for (const file of readdirSync(apt.archives).filter((each) => each.endsWith('.deb')))
      await run('dpkg', ['-x', join(apt.archives, file), aside], { into: aside })
    rmSync(apt.folder, { recursive: true })
    await prove(aside)
  })
}

/**
 * apt with lists and a cache of its own: a slim system has no lists, and an ordinary user cannot bring the system's up
 * to date.
 */
async function openApt(folder) {
  const archives = join(folder, 'archives')
  for (const each of [join(folder, 'lists/partial'), join(archives, 'partial')])
    mkdirSync(each, { recursive: true })
  const own = [
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::Cache=${folder}`,
    `Dir::Cache::Archives=${archives}`,
    `Dir::Log=${folder}`,
    'APT::Sandbox::User=',
    'Debug::NoLocking=true',
    // A closed network is told in a minute, not in ten.
    'Acquire::Retries=1',
    'Acquire::http::Timeout=20',
    'Acquire::https::Timeout=20',
  ].flatMap((option) => ['-o', option])
  // What it says is read below.
  const env = { ...process.env, LC_ALL: 'C' }
  await run('apt-get', ['update', '-qq', '-o', 'APT::Update::Error-Mode=any', ...own], { env, into: folder })
  return {
    folder,
    archives,
    async closure(name) {
      const plan = await run('apt-get', ['install', '--simulate', '--no-install-recommends', ...own, name], {
        env,
        limit: closureBytes,
      })
      // "Inst NAME (VERSION …" is new, "Inst NAME [OLD] (VERSION …" would be brought up to date.
      const steps = [...plan.matchAll(/^Inst (\S+) (\[[^\]]*\] )?\((\S+) /gm)]
      const needed = steps
        // A second C library would not go with the system's loader.
        .filter(([, each]) => !/^(?:libc6|libc-bin|libgcc-s1|gcc-\d+-base)(?::|$)/.test(each))
        .map(([, each, , version]) => `${each}=${version}`)
      // One that the system says to have is fetched all the same: its program was not found.
      return needed.some((each) => each.startsWith(`${name}=`)) ? needed : [name, ...needed]
    },
    async download(packages) {
      await run('apt-get', ['download', '-qq', ...own, ...packages], { env, cwd: archives })
      if (!readdirSync(archives).some((each) => each.endsWith('.deb')))
        throw expected('apt-get download fetched nothing')
    },
  }
}
