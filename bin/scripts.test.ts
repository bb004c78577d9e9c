import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { startOf } from '../src/supervise/process-identity.ts'
import { cloneInto } from '../src/testing/clone.ts'
import { buildSampleRepository } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { renameCommands } from './command-names.ts'
import { commands } from './commands.mjs'

/** What people type, with npm around it. */
let folder = ''
let history: GitRepository

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-scripts-'))
  history = await buildSampleRepository()
})
afterAll(async () => {
  await history.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function startNpm(args: string[], env: Record<string, string>, cwd = projectRoot) {
  // What npm tells its scripts is not for an npm of their own.
  const outer = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_)|^VITEST|^NODE_ENV$/.test(name),
  )
  const child: ChildProcess = spawn('npm', args, {
    cwd,
    env: { ...Object.fromEntries(outer), DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...said }))
  })
  return { child, ended, said }
}

test('npm’s pid is enough to end the whole service, since no shell stands between', async () => {
  const { child, ended, said } = startNpm(['start'], { PORT: '0' })
  await expect
    .poll(() => `${said.stdout}${said.stderr}`, { interval: 50 })
    .toMatch(/"scope":"supervise"[^\n]*"msg":"ready"/)
  const children = JSON.parse(readFileSync(join(folder, 'data/children.json'), 'utf8')) as { pid: number }[]
  expect(children).toHaveLength(4)
  child.kill('SIGTERM')
  await ended
  // npm itself does not wait for its script.
  await expect.poll(() => children.filter(({ pid }) => startOf(pid) !== null)).toEqual([])
  expect(said.stdout).toContain('"msg":"stopped"')
})

test('npm adds nothing to the JSON of a scan', async () => {
  const args = ['run', 'scan', '--', 'acme/gateway', '--mirror', history.gitDir, '--json']
  const { code, stdout } = await startNpm(args, {}).ended
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ sets: [{ category: 'SAME_CHANGE' }] })
})

test('our own errors show though npm is silent, and so does the reason why packages cannot be installed', async () => {
  const wrong = await startNpm(['run', 'scan', '--', 'acme/gateway', '--nosuch'], {}).ended
  expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toMatch(/^scan: .*--nosuch.*\n$/)

  const clone = join(folder, 'clone')
  cloneInto(clone)
  const nowhere = {
    npm_config_registry: 'http://127.0.0.1:1/',
    npm_config_cache: join(folder, 'cache'),
    npm_config_fetch_retries: '0',
  }
  const failed = await startNpm(['run', 'scan', '--', '--help'], nowhere, clone).ended
  expect([failed.code, failed.stdout]).toEqual([1, ''])
  expect(failed.stderr).toMatch(/127\.0\.0\.1|ECONNREFUSED|network/)
})

test('each script replaces its shell, and runs what the package’s command of that name runs', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  for (const [name, line] of Object.entries(scripts)) expect(`${name}: ${line}`).toMatch(/: (?:.+ && )?exec /)
  for (const { program, script, command } of commands) {
    expect([script, scripts[script]]).toEqual([script, `exec node bin/run.mjs ${program}`])
    if (command === undefined) continue
    const typed = script === 'start' ? 'npm start' : `npm run ${script} -- X`
    expect(renameCommands(typed)).toBe(`npx clawtriage ${command}${script === 'start' ? '' : ' X'}`)
  }
})
