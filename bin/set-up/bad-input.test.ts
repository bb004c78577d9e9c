import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/root.ts'
import { canUnshare, type OrdinaryUser, openOrdinaryUser } from '../../src/testing/ordinary-user.ts'
import { startCommand } from '../../src/testing/run-command.ts'

let folder = ''
let user: OrdinaryUser
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-bad-'))
  user = openOrdinaryUser()
  user.own(folder)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  user.remove()
})

/** A folder of links to nothing but these programs: the whole PATH of a machine that lacks the rest. */
function pathOf(name: string, programs: Record<string, string>): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const [program, target] of Object.entries(programs)) symlinkSync(target, join(path, program))
  return path
}

/** A project with one small package, set up by the real code in a process of its own. */
function openProject(name: string, dependency = 'is-number', version = '7.0.0') {
  const root = join(folder, name)
  mkdirSync(root, { recursive: true })
  const dependencies = { [dependency]: version }
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', dependencies }))
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({
      name: 'p',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'p', version: '1.0.0', dependencies },
        [`node_modules/${dependency}`]: { version },
      },
    }),
  )
  user.own(root)
  const script = `
    const { setUp } = await import(${JSON.stringify(join(projectRoot, 'bin/set-up/set-up.mjs'))})
    try { await setUp(${JSON.stringify(root)}, process.argv.slice(1)) } catch (error) {
      process.stderr.write((error.expected ? 'FAILED: ' + error.message : error.stack) + '\\n')
      process.exitCode = 1
    }`
  return {
    root,
    isWhole: () => existsSync(join(root, 'node_modules/.clawtriage-lock')),
    setUp: (needs: string[], env: Record<string, string> = {}) =>
      startCommand([process.execPath, ['--input-type=module', '-e', script, ...needs]], {
        cwd: root,
        env: { PATH: process.env.PATH ?? '', HOME: join(root, 'home'), ...network(), ...env },
      }),
  }
}

const failures = (stderr: string) => stderr.split('\n').filter((line) => /FAILED: |^\s+at /.test(line))

test('without npm one line says so, and Bun does it where there is one', async () => {
  const project = openProject('no-npm')
  const PATH = pathOf('no-npm-path', { node: process.execPath })
  const { code, stderr } = await project.setUp(['packages'], { PATH }).ended
  expect(code).toBe(1)
  expect(failures(stderr)).toEqual([expect.stringMatching(/npm was not found on PATH.*nodejs\.org/)])
  symlinkSync(join(projectRoot, 'node_modules/.bin/bun'), join(PATH, 'bun'))
  expect((await project.setUp(['packages'], { PATH }).ended).code).toBe(0)
  expect(existsSync(join(project.root, 'node_modules/is-number/package.json'))).toBe(true)
  expect(project.isWhole()).toBe(true)
})

test('without git one line says so', async () => {
  const PATH = pathOf('no-git-path', { node: process.execPath })
  const { code, stderr } = await openProject('no-git').setUp(['git'], { PATH }).ended
  expect(code).toBe(1)
  expect(failures(stderr)).toEqual([expect.stringMatching(/with git, which was not found on PATH: .*git/)])
})

test('without a network one line says so, soon, and the next run goes on', async () => {
  const project = openProject('no-network')
  const nowhere = {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(project.root, 'cache'),
  }
  const { code, stderr } = await project.setUp(['packages'], nowhere).ended
  expect(code).toBe(1)
  expect(failures(stderr)).toEqual([
    expect.stringMatching(/npm ci could not reach its server: check the network/),
  ])
  expect(project.isWhole()).toBe(false)
  expect((await project.setUp(['packages']).ended).code).toBe(0)
  expect(project.isWhole()).toBe(true)
})

test('two at once wait for each other, and one of them installs', async () => {
  const project = openProject('two')
  const both = await Promise.all([1, 2].map(() => project.setUp(['packages']).ended))
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.filter(({ stderr }) => stderr.includes('installing packages'))).toHaveLength(1)
  expect(both.filter(({ stderr }) => stderr.includes('waiting for another set-up'))).toHaveLength(1)
  expect(readdirSync(project.root).filter((name) => name.startsWith('.set-up'))).toEqual([])
})

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'after %s halfway nothing is left at work, and the next run goes on',
  async (signal) => {
    const project = openProject(`cut-${signal}`)
    // A registry that never answers: npm waits in the middle of it.
    const { createServer } = await import('node:net')
    const asked: (() => void)[] = []
    const silent = createServer((socket) => {
      socket.on('error', () => {}).resume()
      for (const tell of asked) tell()
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    try {
      const reached = new Promise<void>((resolve) => asked.push(resolve))
      const cut = project.setUp(['packages'], {
        npm_config_registry: `http://127.0.0.1:${port}/`,
        npm_config_cache: join(project.root, 'cache'),
      })
      await reached
      cut.child.kill(signal)
      const ended = await cut.ended
      expect(ended.code).not.toBe(0)
      if (signal !== 'SIGKILL')
        expect(failures(ended.stderr)).toEqual([expect.stringMatching(/interrupted; the next run goes on/)])
      expect(project.isWhole()).toBe(false)
      const again = await project.setUp(['packages']).ended
      expect({ code: again.code, said: again.code === 0 ? '' : again.stderr }).toEqual({ code: 0, said: '' })
      expect(project.isWhole()).toBe(true)
      const connections = () =>
        new Promise<number>((resolve) => silent.getConnections((_, count) => resolve(count)))
      while ((await connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      silent.close()
    }
  },
)

test('when the reader of its output has gone it ends, and the next run goes on', async () => {
  const project = openProject('unread')
  const unread = project.setUp(['packages'])
  unread.child.stderr!.destroy()
  expect((await unread.ended).code).not.toBe(0)
  expect(readdirSync(project.root).filter((name) => name.startsWith('.set-up'))).toEqual([])
  expect((await project.setUp(['packages']).ended).code).toBe(0)
  expect(project.isWhole()).toBe(true)
})

test.runIf(canUnshare())(
  'a full disk is one line, for npm and for what is unpacked, and the next run goes on',
  async () => {
    const project = openProject('full', 'typescript', '5.9.2')
    const small = join(folder, 'small')
    mkdirSync(small)
    user.own(small)
    const script = `
    const { spawnSync } = await import('node:child_process')
    const { setUp } = await import(${JSON.stringify(join(projectRoot, 'bin/set-up/set-up.mjs'))})
    const { root, folder, needs, size } = JSON.parse(process.argv[1])
    try { await setUp(root, needs) } catch (error) {
      process.stderr.write((error.expected ? 'FAILED: ' + error.message : error.stack) + '\\n')
      process.exitCode = 1
    }
    const left = spawnSync('find', [folder, '-mindepth', '1', '-name', '*.part-*'], { encoding: 'utf8' }).stdout
    process.stdout.write('LEFT:' + left + '\\n')`
    const within = (mb: number, needs: string[], root: string, env: Record<string, string>) => {
      const facts = JSON.stringify({ root, folder: small, needs })
      const [program, args] = user.command(process.execPath, ['--input-type=module', '-e', script, facts])
      const mount = `mount -t tmpfs -o size=${mb}m,uid=65534,gid=65534 none '${small}' && exec "$@"`
      return startCommand(['unshare', ['--mount', 'sh', '-c', mount, 'sh', program, ...args]], {
        cwd: folder,
        env: { ...user.env, ...network(), ...env },
      }).ended
    }
    const caches = { XDG_CACHE_HOME: small }
    const unpacking = await within(3, ['redis'], project.root, caches)
    expect(failures(unpacking.stderr)).toEqual([
      expect.stringMatching(/The disk is full .*it goes on from there/),
    ])
    expect(unpacking.stdout).toBe('LEFT:\n')
    const npm = await within(3, ['packages'], project.root, { npm_config_cache: join(small, 'npm') })
    expect(failures(npm.stderr)).toEqual([expect.stringMatching(/The disk is full .*it goes on from there/)])
    expect(project.isWhole()).toBe(false)
    const room = await within(400, ['packages', 'redis'], project.root, caches)
    expect({ code: room.code, said: room.code === 0 ? '' : room.stderr }).toEqual({ code: 0, said: '' })
    expect(project.isWhole()).toBe(true)
  },
)

/** How this machine reaches npm's and Debian's servers, and the npm settings that it goes with. */
function network(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(https?_proxy|no_proxy|npm_config_registry|NODE_EXTRA_CA_CERTS)$/i.test(name)
        ? [[name, value]]
        : [],
    ),
  )
}
