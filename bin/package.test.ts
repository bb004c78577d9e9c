import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { startOf } from '../src/supervise/process-identity.ts'
import { cloneInto } from '../src/testing/clone.ts'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { commands } from './commands.mjs'

/**
 * The package as a stranger has it: packed in a fresh clone, installed into an empty folder by a user who is not root
 * and may not write there.
 */
const mostBytes = 5_000_000
const nobody = 65_534
const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
const opsToken = 'an-ops-token-for-tests'
let folder = ''
let place = ''
let home = ''
let tarball = ''
let history: GitRepository
let model: GitHubModel

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-pack-'))
  chmodSync(folder, 0o755)
  const clone = join(folder, 'clone')
  cloneInto(clone)
  // The packages of a clone are installed by its first command; ours are the same.
  symlinkSync(join(projectRoot, 'node_modules'), join(clone, 'node_modules'))
  execFileSync('npm', ['pack', '--loglevel=error', '--pack-destination', folder], {
    cwd: clone,
    // Nothing is set up then: an npm ci would follow the link and empty our packages.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'pipe',
  })
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)
  rmSync(clone, { recursive: true })

  place = join(folder, 'place')
  home = join(folder, 'home')
  for (const own of [place, home]) {
    mkdirSync(own)
    if (user.uid !== undefined) chownSync(own, user.uid, user.gid)
  }
  execFileSync('npm', ['install', '--loglevel=error', '--offline', '--no-audit', '--no-fund', tarball], {
    cwd: place,
    env: environment(),
    stdio: 'pipe',
    ...user,
  })
  execFileSync('chmod', ['-R', 'a-w', join(place, 'node_modules')])

  history = await buildSampleRepository()
  execFileSync('chmod', ['-R', 'a+rX', history.gitDir])
  model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
}, 300_000)
afterAll(async () => {
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

function environment(more: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, LANG: process.env.LANG ?? 'C', ...more }
}

interface Running {
  child: ChildProcess
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
  stdout(): string
}

function start(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(join(place, 'node_modules/.bin/clawtriage'), args, {
    cwd: place,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }))
  })
  return { child, ended, stdout: () => said.stdout }
}
const run = (...args: string[]) => start(args).ended

test('the tarball is small, needs no other package, and brings the licences of what is in it', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(mostBytes)
  const root = join(place, 'node_modules/clawtriage')
  expect(readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'clawtriage',
  ])
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
  expect(manifest).not.toHaveProperty('dependencies')
  expect(manifest).not.toHaveProperty('private')
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  expect(names.filter((name) => /\.(?:ts|map|test\.js)$|(?:^|\/)\.env/.test(name))).toEqual([])
  expect(names).toEqual(
    expect.arrayContaining(['sql/1_repositories.sql', 'public/index.html', 'public/favicon.svg']),
  )
  const licences = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')
  for (const name of ['bullmq', 'elysia', 'lit', 'pg', '@octokit/rest', 'postgres-migrations'])
    expect(licences).toMatch(new RegExp(`^${name} \\d[^(]*\\((?:MIT|BSD)`, 'm'))
  const bundled = [...licences.matchAll(/^(\S+) \d\S* \(/gm)].map(([, name]) => name!)
  // No library twice, in two versions.
  expect(bundled.filter((name, at) => bundled.indexOf(name) !== at)).toEqual([])
})

test('--help lists every command with a line, --version says which, and an unknown one is told in one line', async () => {
  const help = await run('--help')
  expect([help.code, help.stderr]).toEqual([0, ''])
  const named = commands.filter(({ command }) => command !== undefined)
  for (const { command, about } of named)
    expect(help.stdout.split('\n')).toContain(`  ${command!.padEnd(13)} ${about}`)
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
  for (const args of [['nosuch'], []]) {
    const wrong = await run(...args)
    expect([wrong.code, wrong.stdout]).toEqual([2, ''])
    expect(wrong.stderr).toMatch(/^clawtriage: .+--help.*\n$/)
  }
})

test('each command tells of itself by the name that it has here', async () => {
  for (const { command } of commands) {
    if (command === undefined) continue
    const { code, stdout, stderr } = await run(command, '--help')
    expect([command, code, stderr]).toEqual([command, 0, ''])
    expect(stdout).toContain(`usage: npx clawtriage ${command}`)
    expect(stdout).not.toContain('npm run')
  }
})

test('a program that fetches nothing does not load what fetch is made of', () => {
  const tellLoaded = 'process.on("exit",()=>process.stderr.write(process.moduleLoadList.join("\\n")))'
  const program = join(place, 'node_modules/clawtriage/dist/supervise.js')
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${tellLoaded}`, program, '--help'],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).toContain('NativeModule net')
  expect(stderr).not.toContain('deps/undici/undici')
})

test('no text of ours, in a terminal or on a page, names a command that only a checkout has', () => {
  const root = join(place, 'node_modules/clawtriage')
  const programs = commands.flatMap(({ command, program }) =>
    command === undefined ? [] : [`dist/${program}.js`],
  )
  const scripts = readdirSync(join(root, 'public/assets')).filter((name) => name.endsWith('.js'))
  for (const name of [...programs, ...scripts.map((one) => `public/assets/${one}`)])
    expect([
      name,
      /npm (?:run (?:scan|trigger|launch|deploy|backup)|start)/.exec(readFileSync(join(root, name), 'utf8')),
    ]).toEqual([name, null])
})

test('a mirror is scanned from an empty folder, and what is kept lies in the user’s data folder', async () => {
  const before = readdirSync(place)
  const { code, stdout, stderr } = await run('scan', 'acme/gateway', '--mirror', history.gitDir, '--json')
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('scan:')])
  const report = JSON.parse(stdout) as { sets: object[]; analyzed: number }
  expect(report).toMatchObject({
    analyzed: 5,
    sets: [{ category: 'SAME_CHANGE', original: 1, members: [{ number: 1 }, { number: 2 }] }],
  })
  expect(readdirSync(place)).toEqual(before)
  const data = process.platform === 'darwin' ? 'Library/Application Support' : '.local/share'
  expect(existsSync(join(home, data, 'clawtriage/postgres/PG_VERSION'))).toBe(true)
})

test('the service starts, shows its dashboard, scans on request, and ends as a whole', async () => {
  const data = join(folder, 'home/served')
  const service = start(['serve'], {
    DATA_DIR: data,
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
  })
  let failed: string | null = null
  void service.ended.then(({ code, stdout, stderr }) => {
    failed = `it ended with ${code}:\n${stdout}\n${stderr}`
  })
  const findUrl = () => /"url":"([^"]+)"[^\n]*"msg":"ready"/.exec(service.stdout())?.[1]
  await expect.poll(() => failed ?? findUrl(), { interval: 50 }).toMatch(/^http/)
  const url = findUrl()!
  const children = JSON.parse(readFileSync(join(data, 'children.json'), 'utf8')) as { pid: number }[]
  try {
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ ok: true })
    const page = await (await fetch(`${url}/acme/gateway`)).text()
    for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200])
    expect(page).toContain('/assets/')
    const headers = { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' }
    const trigger = await fetch(`${url}/api/ops/public-scan`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ owner: 'acme', repo: 'gateway' }),
    })
    expect(trigger.status).toBe(202)
    const wrong = await fetch(`${url}/api/ops/public-scan`, { method: 'POST', headers, body: '{"owner":1}' })
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('"field":')])
    const { statusUrl } = (await trigger.json()) as { statusUrl: string }
    const ask = async () => ((await (await fetch(`${url}${statusUrl}`)).json()) as { state: string }).state
    await expect.poll(ask).toMatch(/done|failed/)
    expect(await ask()).toBe('done')
    expect(await (await fetch(`${url}/api/repos/acme/gateway/duplicate-sets`)).json()).toMatchObject({
      items: [{ category: 'SAME_CHANGE', original: 1 }],
    })
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('bullmq_job_count{queue="scans"')
  } finally {
    service.child.kill('SIGTERM')
  }
  expect((await service.ended).code).toBe(0)
  expect(children.length).toBe(4)
  for (const { pid } of children) expect(startOf(pid)).toBeNull()
})
