import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's account without any right: there wherever the tests run as root. */
const nobody = 65_534
/** What a fresh machine lacks. The libraries too: what is fetched must bring its own. */
const absent = /^(?:redis-server|redis-tools|valkey\S*|libjemalloc2|liblzf1|chromium\S*)$/

export interface OrdinaryUser {
  /** Its home, where it may write. */
  home: string
  /** The machine's Postgres, Redis and Chromium are out of its sight. */
  isBare: boolean
  /** A command line as this user runs it. */
  command(program: string, args: readonly string[]): [program: string, args: string[]]
  env: Record<string, string>
  /** Makes a folder this user's own. */
  own(folder: string): void
  remove(): void
}

/** Whether a program can be shown another file system than ours: that takes root, and a container that lets it. */
export function canUnshare(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
}

/**
 * A user that is not root, with an empty home, on a machine without Postgres, Redis and Chromium: in a mount namespace
 * of its own, empty files cover those programs and their libraries, and dpkg's list does not name them. Where that
 * cannot be had, it is the user who runs the tests.
 */
export function openOrdinaryUser(): OrdinaryUser {
  const home = mkdtempSync(join(tmpdir(), 'ct-user-'))
  const env = { HOME: home, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' }
  const covers = mkdtempSync(join(tmpdir(), 'ct-bare-'))
  const remove = () => {
    for (const folder of [home, covers]) rmSync(folder, { recursive: true, force: true })
  }
  if (process.getuid?.() !== 0)
    return { home, env, isBare: false, own() {}, command: (program, args) => [program, [...args]], remove }
  chownSync(home, nobody, nobody)
  const isBare = canUnshare()
  const drop = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--']
  const mounts = isBare ? hide(covers) : []
  const script = [...mounts.map(([over, at]) => `mount --bind '${over}' '${at}'`), 'exec "$@"'].join(' && ')
  return {
    home,
    env,
    isBare,
    remove,
    own: (folder) => void execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder]),
    command: (program, args) =>
      isBare
        ? ['unshare', ['--mount', 'sh', '-c', script, 'sh', ...drop, program, ...args]]
        : [drop[0]!, [...drop.slice(1), program, ...args]],
  }
}

/** What covers what. */
function hide(folder: string): [over: string, at: string][] {
  const empty = join(folder, 'empty')
  writeFileSync(empty, '')
  const list = '/var/lib/dpkg/status'
  const kept = join(folder, 'status')
  const packages = readFileSync(list, 'utf8').split('\n\n')
  const nameOf = (entry: string) => /^Package: (.*)$/m.exec(entry)?.[1] ?? ''
  const hidden = packages.map(nameOf).filter((name) => absent.test(name))
  writeFileSync(kept, packages.filter((entry) => !absent.test(nameOf(entry))).join('\n\n'))
  const files = hidden
    .flatMap((name) => spawnSync('dpkg', ['-L', name], { encoding: 'utf8' }).stdout.split('\n'))
    .filter(
      (file) =>
        /^\/usr\/bin\/|\.so(\.\d+)*$/.test(file) && statSync(file, { throwIfNoEntry: false })?.isFile(),
    )
  // Debian's Postgres is many packages in one folder; elsewhere it is on PATH.
  const nothing = join(folder, 'nothing')
  mkdirSync(nothing)
  const postgres = ['/usr/local/bin', '/usr/bin', '/bin']
    .flatMap((each) => [join(each, 'postgres'), join(each, 'initdb')])
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
  const versions = '/usr/lib/postgresql'
  return [
    [kept, list],
    ...files.map((file): [string, string] => [empty, file]),
    // Before its folder, where a link may lead.
    ...postgres.map((file): [string, string] => [empty, file]),
    ...(statSync(versions, { throwIfNoEntry: false }) ? [[nothing, versions] as [string, string]] : []),
  ]
}
