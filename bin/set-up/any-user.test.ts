import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/root.ts'
import { buildSampleRepository } from '../../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../../src/testing/git-repository.ts'
import { type OrdinaryUser, openOrdinaryUser } from '../../src/testing/ordinary-user.ts'
import { startCommand } from '../../src/testing/run-command.ts'

/** npm's packages, Debian's, and a browser come by network. */
const patience = 540_000
let user: OrdinaryUser
let folder = ''
let clone = ''
let history: GitRepository

beforeAll(async () => {
  user = openOrdinaryUser()
  folder = mkdtempSync(join(tmpdir(), 'ct-any-user-'))
  clone = join(folder, 'clone')
  execFileSync('git', ['clone', '--quiet', '--no-local', projectRoot, clone])
  history = await buildSampleRepository()
  for (const each of [folder, history.gitDir]) user.own(each)
})
afterAll(async () => {
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
  user.remove()
})

const run = (args: string[], env: Record<string, string> = {}) =>
  startCommand(user.command('npm', args), { cwd: clone, env: { ...user.env, ...network(), ...env } }).ended
const installed = () => readdirSync(join(user.home, '.cache/clawtriage/servers'))

test(
  'a wrong setting and a wrong option are said before servers are installed and the dashboard is built',
  async () => {
    const start = await run(['start', '--silent'], { PORT: 'http' })
    expect(start.stderr).toMatch(/^setting up what is missing: packages$/m)
    expect(start.stderr).toMatch(/^supervise: bad settings:\n {2}PORT=/m)
    expect(start.code).toBe(2)
    const scan = await run(['run', '--silent', 'scan', '--', 'acme/gateway', '--max-open-prs', 'many'])
    expect(scan.stderr).toMatch(/^scan: --max-open-prs/m)
    expect(scan.code).toBe(2)
    expect(`${start.stderr}${scan.stderr}`).not.toMatch(/redis|postgres|dashboard/i)
  },
  patience,
)

test(
  'an ordinary user scans with one command in an empty clone, on a machine without Postgres and Redis',
  async () => {
    const { code, stdout, stderr } = await run([
      'run',
      '--silent',
      'scan',
      '--',
      'acme/gateway',
      '--mirror',
      history.gitDir,
      '--json',
    ])
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ listed: 5, sets: [{ category: 'SAME_CHANGE' }] })
    if (user.isBare) {
      expect(stderr).toContain('redis')
      for (const server of ['postgres', 'redis'])
        expect(installed().filter((name) => name.startsWith(`${server}-`))).toHaveLength(1)
    }
  },
  patience,
)

test(
  'and runs the tests, with a browser of their own, by the other',
  async () => {
    const tests = ['src/words/strangers-text.test.ts', 'src/servers-folder.test.ts']
    const { code, stdout, stderr } = await run(['test', '--', ...tests])
    expect({ code, said: code === 0 ? '' : `${stdout}${stderr}` }).toEqual({ code: 0, said: '' })
    expect(stdout).toMatch(/Test Files.*2 passed/)
    if (user.isBare) expect(installed().some((name) => name.startsWith('chromium-'))).toBe(true)
  },
  patience,
)

test(
  'Bun alone does it too: without npm and node, it installs the packages and runs the service',
  async () => {
    const other = join(folder, 'with-bun')
    execFileSync('git', ['clone', '--quiet', '--no-local', projectRoot, other])
    const path = join(folder, 'path')
    mkdirSync(path)
    copyFileSync(realpathSync(join(projectRoot, 'node_modules/.bin/bun')), join(path, 'bun'))
    // What Debian's smallest image has, and git.
    const others = ['sh', 'env', 'git', 'tar', 'apt-get', 'dpkg', 'dpkg-deb', 'ps', 'rm', 'cat', 'xz', 'zstd']
    for (const name of others) {
      const place = ['/bin', '/usr/bin'].map((each) => join(each, name)).find(existsSync)
      if (place !== undefined) symlinkSync(place, join(path, name))
    }
    user.own(folder)
    const scan = ['run', '--silent', 'scan', 'acme/gateway', '--mirror', history.gitDir, '--json']
    const { code, stdout, stderr } = await startCommand(
      user.command('env', [`PATH=${path}`, 'bun', ...scan]),
      {
        cwd: other,
        env: { ...user.env, ...network() },
      },
    ).ended
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(stderr).toContain('installing packages (bun install)')
    expect(JSON.parse(stdout)).toMatchObject({ listed: 5, sets: [{ category: 'SAME_CHANGE' }] })
  },
  patience,
)

/** How this machine reaches npm's and Debian's servers. */
function network(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(https?_proxy|no_proxy|npm_config_registry|NODE_EXTRA_CA_CERTS)$/i.test(name)
        ? [[name, value]]
        : [],
    ),
  )
}
