import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readFlyToml } from '../src/fly/fly-toml.ts'
import { projectRoot } from '../src/root.ts'
import type { FlyState, FlyStateApp } from '../src/testing/fly/fly-state.ts'
import { runProgram } from '../src/testing/run-program.ts'
import { readVersion } from '../src/version.ts'

/** The three scripts, run as a person runs them, against a stand-in for Fly's command (src/testing/fly). */
let standInFolder = ''
let folder = ''
let env: Record<string, string>
let health: Server
/** What the deployed app's health answers; null: the release that is running. */
let answered: { version: string } | null

/** With the two characters that mean something in curl's configuration. */
const opsToken = 'ops-"token"-that\\is-secret'
const emptyApp = (Name: string): FlyStateApp => ({
  Name,
  org: 'acme',
  released: false,
  volumes: [],
  secrets: {},
  machines: [],
})
const readState = (): FlyState => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as FlyState
const writeState = (state: Partial<FlyState>) =>
  writeFileSync(
    join(folder, 'state.json'),
    JSON.stringify({ login: 'me@example.org', takenNames: [], apps: [], made: 0, ...state }),
  )
const changeApp = (change: (app: FlyStateApp) => void, name = 'my-claw') => {
  const state = readState()
  change(state.apps.find((app) => app.Name === name)!)
  writeState(state)
}
const theApp = (name = 'my-claw') => readState().apps.find((app) => app.Name === name)!
const calls = (): string[][] => {
  try {
    return readFileSync(join(folder, 'state.json.calls'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[])
  } catch {
    return []
  }
}

/** A bundle of the stand-in: a test starts it many times, and a source takes five times as long to start. */
beforeAll(async () => {
  standInFolder = mkdtempSync(join(tmpdir(), 'ct-fly-cli-'))
  await build({
    entryPoints: [join(projectRoot, 'src/testing/fly/stand-in-fly.ts')],
    outfile: join(standInFolder, 'stand-in-fly.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
})
afterAll(() => rmSync(standInFolder, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-fly-'))
  cpSync(join(projectRoot, 'fly.toml'), join(folder, 'fly.toml'))
  const fly = join(folder, 'fly')
  writeFileSync(
    fly,
    `#!/bin/sh\nexec '${process.execPath}' '${join(standInFolder, 'stand-in-fly.mjs')}' "$@"\n`,
  )
  chmodSync(fly, 0o755)
  answered = null
  health = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>')
      return
    }
    const release = theApp().machines[0]?.config.env?.CLAWTRIAGE_RELEASE
    const version = answered?.version ?? readVersion(release ?? null)
    response.end(JSON.stringify({ ok: true, checks: { postgres: 'up', redis: 'up', worker: 'up' }, version }))
  })
  await new Promise<void>((resolve) => health.listen(0, '127.0.0.1', resolve))
  env = {
    FLY_CLI: fly,
    FLY_STATE: join(folder, 'state.json'),
    FLY_TOML: join(folder, 'fly.toml'),
    FLY_APP_URL: `http://127.0.0.1:${(health.address() as AddressInfo).port}`,
  }
  writeState({})
})
afterEach(async () => {
  await new Promise((resolve) => health.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const launch = (more: Record<string, string> = {}, ...args: string[]) =>
  runProgram('launch-fly', ['--app', 'my-claw', '--region', 'ams', ...args], {
    ...env,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/gateway',
    ...more,
  })
const deploy = (...args: string[]) => runProgram('deploy-fly', args, env)
const schedule = (args: string[] = [], more: Record<string, string> = { OPS_TRIGGER_TOKEN: opsToken }) =>
  runProgram('schedule-fly', ['--owner', 'acme', '--repo', 'gateway', ...args], { ...env, ...more })

describe('launch', () => {
  test('makes app, volume and secrets, says the made-up tokens once, and names the app in fly.toml', async () => {
    const { code, stdout } = await launch({ GITHUB_TOKEN: 'ghp_given' }, '--org', 'acme')
    expect(code).toBe(0)
    const app = theApp()
    expect(app.org).toBe('acme')
    expect(app.volumes).toMatchObject([{ name: 'data', region: 'ams', size_gb: 3, snapshot_retention: 14 }])
    expect(app.secrets).toMatchObject({
      PUBLIC_SCAN_ALLOWED_REPOS: 'acme/gateway',
      GITHUB_TOKEN: 'ghp_given',
    })
    for (const name of ['OPS_TRIGGER_TOKEN', 'DASHBOARD_TOKEN']) {
      expect(app.secrets[name]).toMatch(/^[0-9a-f]{64}$/)
      expect(stdout).toContain(`${name}=${app.secrets[name]}`)
    }
    expect(stdout).not.toContain('ghp_given')
    expect(readFlyToml(join(folder, 'fly.toml'))).toMatchObject({ app: 'my-claw', region: 'ams' })
    const before = readFileSync(join(projectRoot, 'fly.toml'), 'utf8').split('\n')
    const after = readFileSync(join(folder, 'fly.toml'), 'utf8').split('\n')
    expect(after.filter((line) => !before.includes(line))).toEqual([
      'app = "my-claw"',
      'primary_region = "ams"',
    ])
  })

  test('run again it changes nothing, and overwrites no secret', async () => {
    await launch()
    const first = readState()
    const { code, stdout } = await launch({ OPS_TRIGGER_TOKEN: 'another-token-altogether' })
    expect(code).toBe(0)
    expect(stdout).toBe('')
    expect(readState()).toEqual(first)
  })

  test('no secret stands in any argument', async () => {
    await launch({ GITHUB_TOKEN: 'ghp_given', OPS_TRIGGER_TOKEN: opsToken })
    await schedule()
    const said = calls().flat().join('\n')
    for (const secret of [...Object.values(theApp().secrets), opsToken].filter(
      (one) => one !== 'acme/gateway',
    ))
      expect(said).not.toContain(secret)
    expect(theApp('my-claw-cron').secrets).toEqual({ OPS_TRIGGER_TOKEN: opsToken })
  })

  test('a dry run prints the commands and runs none that changes anything', async () => {
    const { stdout, code } = await launch({}, '--dry-run')
    expect(code).toBe(0)
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'fly apps create my-claw',
      'fly volumes create data -a my-claw --region ams --size 3 --snapshot-retention 14 --vm-size shared-cpu-1x --vm-memory 512mb --yes',
      'printf %s "$OPS_TRIGGER_TOKEN" | fly secrets set -a my-claw --stage OPS_TRIGGER_TOKEN=-',
    ])
    expect(readState().apps).toEqual([])
    expect(readFlyToml(join(folder, 'fly.toml')).app).toBe('clawtriage')
  })

  test('what is made up is told although a later step fails, and what is said is the same that was set', async () => {
    const failing = join(folder, 'failing')
    writeFileSync(
      failing,
      `#!/bin/sh\ncase "$*" in *DASHBOARD_TOKEN*) echo 'Error: gone' >&2; exit 1;; esac\nexec '${env.FLY_CLI}' "$@"\n`,
    )
    chmodSync(failing, 0o755)
    const { code, stdout } = await launch({ FLY_CLI: failing })
    expect(code).toBe(1)
    expect(stdout).toContain(`OPS_TRIGGER_TOKEN=${theApp().secrets.OPS_TRIGGER_TOKEN}\n`)
  })

  test.each([
    [{ PUBLIC_SCAN_ALLOWED_REPOS: 'gateway' }, 'expected comma-separated owner/repo'],
    [{ OPS_TRIGGER_TOKEN: 'short' }, 'OPS_TRIGGER_TOKEN=(hidden): expected at least 16'],
  ])('%j is refused before anything is made', async (bad, expected) => {
    const { code, stderr } = await launch(bad)
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
    expect(readState().apps).toEqual([])
  })

  test.each([
    [{ login: null }, 'not logged in to Fly: fly auth login'],
    [
      {
        broken:
          'failed to get user: Post "https://api.fly.io/graphql": dial tcp: lookup api.fly.io: no such host',
      },
      'lookup api.fly.io: no such host',
    ],
    [{ takenNames: ['my-claw'] }, 'Name has already been taken'],
  ])('%j is one clear line', async (state, expected) => {
    writeState(state)
    const { code, stderr } = await launch()
    expect(code).toBe(1)
    expect(stderr).toContain(expected)
    expect(stderr).not.toContain('    at ')
  })

  test('of several organizations one has to be said, before any secret is asked for', async () => {
    writeState({ orgs: ['acme', 'personal'] })
    const { code, stderr } = await launch({ PUBLIC_SCAN_ALLOWED_REPOS: 'no repository' })
    expect(code).toBe(2)
    expect(stderr).toContain('say which one the app is for, with --org acme or --org personal')
    expect(readState().apps).toEqual([])
    expect((await launch({}, '--org', 'acme')).code).toBe(0)
    // The app has its own by now.
    expect((await launch()).code).toBe(0)
  })

  test('a volume in another region is said and left alone', async () => {
    await launch()
    const { code, stderr } = await runProgram('launch-fly', ['--app', 'my-claw', '--region', 'fra'], env)
    expect(code).toBe(1)
    expect(stderr).toContain('lies in region ams: use --region ams')
    expect(theApp().volumes).toHaveLength(1)
  })

  test('without fly it says where to get it', async () => {
    const { code, stderr } = await runProgram('launch-fly', ['--app', 'a', '--region', 'fra'], {
      ...env,
      FLY_CLI: join(folder, 'nowhere'),
    })
    expect(code).toBe(1)
    expect(stderr).toContain('fly was not found: install it from https://fly.io/docs/flyctl/install')
  })
})

describe('deploy', () => {
  test('deploys, and proves one machine, one volume and the new version', async () => {
    await launch()
    const { code, stderr } = await deploy()
    expect(stderr).toContain('started; one volume: vol_')
    expect(stderr).toMatch(/answers: version \d+\.\d+\.\d+\+[0-9a-f.]+, postgres up, redis up, worker up/)
    expect(code).toBe(0)
    expect((await deploy()).code).toBe(0)
    expect(theApp().machines).toHaveLength(1)
  })

  test('everything that is missing is named with the command that mends it, and nothing is deployed', async () => {
    writeState({ apps: [emptyApp('my-claw')] })
    writeFileSync(
      join(folder, 'fly.toml'),
      readFileSync(join(folder, 'fly.toml'), 'utf8').replace('"clawtriage"', '"my-claw"'),
    )
    const { code, stderr } = await deploy()
    expect(code).toBe(1)
    for (const line of [
      'there is no volume data: npm run launch:fly -- --app my-claw --region fra',
      'secret OPS_TRIGGER_TOKEN is not set: printf %s "$(openssl rand -hex 32)" | fly secrets set -a my-claw --stage OPS_TRIGGER_TOKEN=-',
      'secret DASHBOARD_TOKEN is not set',
      'secret PUBLIC_SCAN_ALLOWED_REPOS is not set: printf %s owner/repo | fly secrets set',
    ])
      expect(stderr).toContain(line)
    expect(calls().some(([command]) => command === 'deploy')).toBe(false)
  })

  test('App mode needs its three secrets and no allowlist; the file that was read is the one that is deployed', async () => {
    await launch()
    const toml = join(folder, 'fly.toml')
    writeFileSync(toml, readFileSync(toml, 'utf8').replace('GITHUB_MODE = "public"', 'GITHUB_MODE = "app"'))
    changeApp((app) => {
      delete app.secrets.PUBLIC_SCAN_ALLOWED_REPOS
    })
    const { code, stderr } = await deploy()
    expect(code).toBe(1)
    for (const name of ['GITHUB_APP_ID', 'GITHUB_WEBHOOK_SECRET', 'GITHUB_PRIVATE_KEY_PEM'])
      expect(stderr).toContain(
        `secret ${name} is not set: printf %s "$${name}" | fly secrets set -a my-claw --stage ${name}=-`,
      )
    expect(stderr).not.toContain('PUBLIC_SCAN_ALLOWED_REPOS')
    changeApp((app) => {
      Object.assign(app.secrets, {
        GITHUB_APP_ID: '1',
        GITHUB_WEBHOOK_SECRET: 'x',
        GITHUB_PRIVATE_KEY_PEM: 'x',
      })
    })
    expect((await deploy()).code).toBe(0)
    const [sent] = calls().filter(([command]) => command === 'deploy')
    expect(sent![sent!.indexOf('-c') + 1]).toBe(toml)
  })

  test('an app that is not there is said with the command that makes it', async () => {
    const { code, stderr } = await deploy()
    expect(code).toBe(1)
    expect(stderr).toContain(
      'there is no app clawtriage: npm run launch:fly -- --app clawtriage --region fra',
    )
  })

  test('a machine that was stopped is started', async () => {
    await launch()
    await deploy()
    changeApp((app) => {
      app.machines[0]!.state = 'stopped'
    })
    expect((await deploy()).code).toBe(0)
    expect(theApp().machines[0]!.state).toBe('started')
  })

  test('two machines are an error that names both; neither is taken away', async () => {
    await launch()
    await deploy()
    changeApp((app) => app.machines.push({ ...app.machines[0]!, id: 'second' }))
    const { code, stderr } = await deploy()
    expect(code).toBe(1)
    expect(stderr).toMatch(/my-claw has 2 machines \(.* started, second started\)/)
    expect(theApp().machines).toHaveLength(2)
  })

  test('two volumes are an error; neither is taken away', async () => {
    await launch()
    changeApp((app) => app.volumes.push({ ...app.volumes[0]!, id: 'vol_second' }))
    const { code, stderr } = await deploy()
    expect(code).toBe(1)
    expect(stderr).toContain('has 2 volumes named data')
    expect(theApp().volumes).toHaveLength(2)
  })

  test('a dry run prints what would run', async () => {
    await launch()
    const { stdout, code } = await deploy('--dry-run')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^fly deploy --remote-only --ha=false --yes -c \S+fly\.toml -a my-claw -e CLAWTRIAGE_RELEASE=\S+\nfly scale count app=1 -a my-claw --yes\n$/,
    )
    expect(theApp().machines).toEqual([])
  })
})

describe('schedule', () => {
  beforeEach(() => launch())

  test('makes one machine in an app of its own, with the token in its secrets alone', async () => {
    const { code } = await schedule()
    expect(code).toBe(0)
    const { machines, secrets, org } = theApp('my-claw-cron')
    expect(org).toBe('personal')
    expect(secrets).toEqual({ OPS_TRIGGER_TOKEN: opsToken })
    expect(machines).toHaveLength(1)
    expect(machines[0]!.config).toMatchObject({
      schedule: 'hourly',
      restart: { policy: 'no' },
      metadata: { role: 'public-scan', scan: 'acme/gateway' },
      env: { SCAN_BODY: '{"owner":"acme","repo":"gateway"}' },
    })
    expect(JSON.stringify(machines)).not.toContain(JSON.stringify(opsToken).slice(1, -1))
    expect(theApp().machines).toEqual([])
  })

  test('a machine that has finished before fly saw it started is made all the same, and once', async () => {
    writeState({ ...readState(), quickMachines: true })
    const { code, stderr } = await schedule()
    expect(stderr).toContain('acme/gateway: is scheduled hourly (')
    expect(code).toBe(0)
    await schedule([], {})
    expect(theApp('my-claw-cron').machines).toHaveLength(1)
  })

  test('is never doubled; another interval makes it anew; another repository gets its own', async () => {
    await schedule()
    const [first] = theApp('my-claw-cron').machines
    await schedule([], {})
    expect(theApp('my-claw-cron').machines.map(({ id }) => id)).toEqual([first!.id])
    await schedule(['--every', 'daily'], {})
    const [daily, ...others] = theApp('my-claw-cron').machines
    expect(others).toEqual([])
    expect(daily!.config.schedule).toBe('daily')
    await runProgram('schedule-fly', ['--owner', 'acme', '--repo', 'other'], env)
    expect(theApp('my-claw-cron').machines).toHaveLength(2)
  })

  test('--remove takes that one away, and says so when there is none', async () => {
    await schedule()
    expect((await schedule(['--remove'])).code).toBe(0)
    expect(theApp('my-claw-cron').machines).toEqual([])
    expect((await schedule(['--remove'])).stderr).toContain('is not scheduled')
  })

  test.each([
    [{ FLY_APP_URL: 'my-claw.fly.dev' }, 'expected the address of the app'],
    [{ FLY_APP_URL: 'http://my-claw.fly.dev' }, 'expected https://'],
    [{ OPS_TRIGGER_TOKEN: 'two words of it' }, 'without spaces'],
  ])('%j is refused before anything is made', async (bad, expected) => {
    const before = readState()
    const { code, stderr } = await schedule([], bad)
    expect(code).toBe(2)
    expect(stderr).toContain(expected)
    expect(readState()).toEqual(before)
  })

  test('without a token anywhere it says which one is missing', async () => {
    const { code, stderr } = await schedule([], {})
    expect(code).toBe(2)
    expect(stderr).toContain('OPS_TRIGGER_TOKEN is not set')
  })

  test('what the machine runs asks the app for that scan, with the token in a header', async () => {
    // Once it is starting still: that passes.
    const { code, asked } = await runScheduled([503, 202])
    expect(code).toBe(0)
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual({
      path: '/api/ops/public-scan',
      authorization: `Bearer ${opsToken}`,
      actor: 'fly-hourly',
      type: 'application/json',
      body: '{"owner":"acme","repo":"gateway"}',
    })
  })

  test.each([
    [301, 'did not take it: is that the app itself?'],
    [403, 'says 403'],
  ])('an answer of %i is a failed run that says so', async (status, expected) => {
    const { code, asked, said } = await runScheduled([status])
    expect(code).not.toBe(0)
    expect(asked).toHaveLength(1)
    expect(said).toContain(expected)
  })
})

/** Schedules a scan, and runs what the machine would run against an app that answers with these statuses in turn. */
async function runScheduled(statuses: number[]) {
  await schedule()
  const { config } = theApp('my-claw-cron').machines[0]!
  const asked: unknown[] = []
  const app = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    const { authorization, 'x-trigger-actor': actor, 'content-type': type } = request.headers
    asked.push({ path: request.url, authorization, actor, type, body })
    const status = statuses[asked.length - 1] ?? 500
    response.writeHead(status, status === 301 ? { location: '/elsewhere' } : {}).end(`says ${status}`)
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  const { port } = app.address() as AddressInfo
  const [program, ...args] = config.init!.cmd
  const env = {
    PATH: process.env.PATH,
    ...config.env,
    SCAN_URL: `http://127.0.0.1:${port}/api/ops/public-scan`,
    OPS_TRIGGER_TOKEN: opsToken,
  }
  const ended = await new Promise<{ code: unknown; said: string }>((resolve) =>
    execFile(program!, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    ),
  )
  await new Promise((resolve) => app.close(resolve))
  return { ...ended, asked }
}

test.each([
  ['launch-fly', ['--app', 'Bad Name', '--region', 'fra'], '--app "Bad Name": expected lower-case letters'],
  ['launch-fly', ['--app', 'a', '--region', 'europe'], '--region "europe": expected three letters'],
  ['launch-fly', ['--app', 'a'], 'missing --region'],
  ['deploy-fly', ['now'], 'Unexpected argument'],
  ['schedule-fly', ['--owner', 'a', '--repo', 'b', '--every', 'minute'], '--every "minute": expected hourly'],
  ['schedule-fly', ['--owner', 'a'], 'missing --repo'],
])('%s %j is wrong usage', async (name, args, expected) => {
  const { code, stderr } = await runProgram(name, args, env)
  expect(code).toBe(2)
  expect(stderr).toContain(expected)
  expect(calls()).toEqual([])
})
