import { expect, test } from 'vitest'
import { type DeployOptions, deploy } from './deploy.ts'
import type { FlyCli } from './fly-cli.ts'

const machine = { id: 'm1', state: 'started', region: 'fra' }
const volume = { id: 'vol_1', name: 'data', state: 'created', region: 'fra', attached_machine_id: 'm1' }

/** Fly as it answers each list, by turns; the last answer stays. */
function openFly(machines: object[][], volumes: object[][] = [[volume]]) {
  const changes: string[] = []
  const next = (turns: object[][]) => (turns.length > 1 ? turns.shift()! : turns[0]!)
  const fly: FlyCli = {
    isDryRun: false,
    async read(args) {
      const command = args.slice(0, 2).join(' ')
      const answers: Record<string, () => unknown> = {
        'auth whoami': () => ({ email: 'me@example.org' }),
        'apps list': () => [{ Name: 'app' }],
        'secrets list': () => [{ name: 'TOKEN' }],
        'machine list': () => next(machines),
        'volumes list': () => next(volumes),
      }
      return answers[command]!() as never
    },
    async change(args) {
      changes.push(args.slice(0, 2).join(' '))
    },
  }
  return { fly, changes }
}

const options = (more: Partial<DeployOptions> = {}): DeployOptions => ({
  app: 'app',
  region: 'fra',
  volume: 'data',
  volumeGb: 3,
  snapshotRetention: 14,
  vmSize: null,
  vmMemory: null,
  env: {},
  flyToml: '/clone/fly.toml',
  required: [{ name: 'TOKEN', value: 'x' }],
  release: 'r2',
  url: 'https://app.fly.dev',
  version: '1+r2',
  askHealth: async () => ({ status: 200, version: '1+r2', checks: 'worker up' }),
  askPage: async () => ({ status: 200, type: 'text/html; charset=utf-8' }),
  sleep: async () => {},
  tell: () => {},
  ...more,
})

test('the old version at the public URL is no success, however long it answers', async () => {
  const { fly } = openFly([[machine]])
  const askHealth = async () => ({ status: 200, version: '1+r1', checks: 'worker up' })
  await expect(deploy(fly, options({ askHealth }))).rejects.toThrow(
    'did not answer with version 1+r2 within 4 minutes; last: 200, version 1+r1, worker up',
  )
})

test('health that never answers names where an address is made; one that answers does not', async () => {
  const { fly } = openFly([[machine]])
  const askHealth = async () => {
    throw new Error('getaddrinfo ENOTFOUND app.fly.dev')
  }
  await expect(deploy(fly, options({ askHealth }))).rejects.toThrow(
    /last: getaddrinfo ENOTFOUND app\.fly\.dev\. fly logs -a app; .*fly ips list -a app/,
  )
  const answers = async () => ({ status: 503, version: '1+r2', checks: 'worker down' })
  await expect(deploy(fly, options({ askHealth: answers }))).rejects.toThrow(/fly logs -a app$/)
})

test('an app whose health is well and whose dashboard is missing is no success', async () => {
  const { fly } = openFly([[machine]])
  const askPage = async () => ({ status: 503, type: 'application/json' })
  await expect(deploy(fly, options({ askPage }))).rejects.toThrow(
    'https://app.fly.dev/ is no page: 503, application/json',
  )
})

test('what [env] says is as good as a secret', async () => {
  const { fly } = openFly([[machine]])
  const required = [{ name: 'LIST', value: 'printf %s owner/repo' }]
  await expect(deploy(fly, options({ required }))).rejects.toThrow(
    'secret LIST is not set: printf %s owner/repo |',
  )
  await deploy(fly, options({ required, env: { LIST: 'acme/gateway' } }))
})

test('the new version that comes late is one, and so is one after failures', async () => {
  const { fly } = openFly([[machine]])
  let asked = 0
  const askHealth = async () => {
    if (asked++ === 0) throw new Error('connection refused')
    return { status: asked > 3 ? 200 : 503, version: '1+r2', checks: '' }
  }
  await deploy(fly, options({ askHealth }))
  expect(asked).toBe(4)
})

test('a second machine that the deploy itself made is told before any count is set', async () => {
  const { fly, changes } = openFly([[machine], [machine, { ...machine, id: 'm2' }]])
  await expect(deploy(fly, options())).rejects.toThrow('app has 2 machines (m1 started, m2 started)')
  expect(changes).toEqual(['deploy --remote-only'])
})

test('a machine that neither starts nor ends is given up with where to look', async () => {
  const { fly } = openFly([[machine], [machine], [{ ...machine, state: 'replacing' }]])
  await expect(deploy(fly, options())).rejects.toThrow(
    'machine m1 is replacing and not started: fly logs -a app',
  )
})

test('a volume that is attached to another machine is said', async () => {
  const { fly } = openFly([[machine]], [[volume], [{ ...volume, attached_machine_id: 'm9' }]])
  await expect(deploy(fly, options())).rejects.toThrow('volume data is attached to m9 and not to m1')
})
