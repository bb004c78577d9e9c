import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { type FlyState, flyFlags, newId } from './fly-state.ts'

/**
 * A stand-in for Fly's own command, since no Fly can be reached here: it keeps apps, volumes, secrets and machines in
 * the file FLY_STATE, takes the flags that superfly/flyctl takes (fly-state.ts) and refuses what that refuses. Every
 * call is noted with its arguments and input.
 */
const stateFile = process.env.FLY_STATE!
const state = JSON.parse(readFileSync(stateFile, 'utf8')) as FlyState

class Refusal extends Error {}

function main(argv: string[]): string {
  const [group = '', ...rest] = argv
  const command = ['deploy'].includes(group) ? group : `${group} ${rest[0] ?? ''}`
  const flags = flyFlags[command]
  if (flags === undefined) throw new Refusal(`unknown command "${command}" for "flyctl"`)
  const { values, words } = parse(command === group ? rest : rest.slice(1), flags)
  if (state.broken !== undefined) throw new Refusal(state.broken)
  if (state.login === null)
    throw new Refusal("no access token available. Please login with 'flyctl auth login'")
  const one = (name: string) => values[name]?.[0]
  const json = (value: unknown) => JSON.stringify(value, null, 4)
  const app = () => {
    const name = one('app')
    const found = state.apps.find((app) => app.Name === name)
    if (found === undefined) throw new Refusal(`Could not find App "${name}"`)
    return found
  }
  switch (command) {
    case 'auth whoami':
      return json({ email: state.login })
    case 'orgs list':
      return json(Object.fromEntries((state.orgs ?? ['personal']).map((slug) => [slug, `The ${slug}`])))
    case 'apps list':
      return json(
        state.apps.map(({ Name, org }) => ({
          ID: Name,
          Name,
          Hostname: `${Name}.fly.dev`,
          Organization: { Slug: org },
        })),
      )
    case 'apps create': {
      const [name] = words
      if (state.takenNames.includes(name!) || state.apps.some((app) => app.Name === name))
        throw new Refusal('Validation failed: Name has already been taken')
      state.apps.push({
        Name: name!,
        org: one('org') ?? 'personal',
        released: false,
        volumes: [],
        secrets: {},
        machines: [],
      })
      return `New app created: ${name}`
    }
    case 'volumes list':
      return json(app().volumes)
    case 'volumes create': {
      if (!('yes' in values)) throw new Refusal('yes flag must be specified when not running interactively')
      app().volumes.push({
        id: newId('vol_', state),
        name: words[0]!,
        state: 'created',
        size_gb: Number(one('size') ?? 1),
        snapshot_retention: Number(one('snapshot-retention') ?? 5),
        region: one('region')!,
        attached_machine_id: null,
      })
      return ''
    }
    case 'secrets list':
      return json(
        Object.entries(app().secrets).map(([name, value]) => ({
          name,
          digest: createHash('sha256').update(value).digest('hex').slice(0, 16),
          status: 'Deployed',
        })),
      )
    case 'secrets set': {
      for (const word of words) {
        const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(word) ?? []
        if (name === undefined) throw new Refusal(`'${word}': must be in the format NAME=VALUE`)
        const input = value === '-' ? readFileSync(0, 'utf8') : value!
        if (value === '-' && input === '')
          throw new Refusal(`secret \`${name}\` expects standard input but none provided`)
        app().secrets[name] = input
      }
      return ''
    }
    case 'machine list':
      return json(app().machines)
    case 'machine start': {
      const machine = app().machines.find(({ id }) => id === words[0])
      if (machine === undefined) throw new Refusal(`machine ${words[0]} was not found`)
      machine.state = 'started'
      return ''
    }
    case 'machine destroy': {
      const { machines } = app()
      const machine = machines.find(({ id }) => id === words[0])
      if (machine === undefined) throw new Refusal(`machine ${words[0]} was not found`)
      if (machine.state === 'started' && !('force' in values))
        throw new Refusal(`machine ${machine.id} currently started, either stop first or use --force flag`)
      machines.splice(machines.indexOf(machine), 1)
      return ''
    }
    case 'machine run': {
      const [image, ...cmd] = words
      const schedule = one('schedule')
      if (schedule !== undefined && !['hourly', 'daily', 'weekly', 'monthly'].includes(schedule))
        throw new Refusal('schedule must be one of: hourly, daily, weekly, monthly')
      const pairs = (name: string) =>
        Object.fromEntries(
          (values[name] ?? []).map((pair) => {
            const [, key, value] = /^([^=]+)=([\s\S]*)$/.exec(pair) ?? []
            if (key === undefined) throw new Refusal(`${pair}: must be in the format NAME=VALUE`)
            return [key, value ?? '']
          }),
        )
      app().machines.push({
        id: newId('', state),
        name: one('name') ?? 'silent-bird-1',
        state: state.quickMachines ? 'stopped' : 'started',
        region: one('region')!,
        host_status: 'ok',
        config: {
          image: image!,
          env: pairs('env'),
          metadata: pairs('metadata'),
          init: { cmd },
          restart: { policy: one('restart') ?? (schedule === undefined ? 'always' : 'on-failure') },
          ...(schedule !== undefined && { schedule }),
        },
      })
      if (state.quickMachines) {
        save()
        throw new Refusal('failed to wait for machine to be started: timeout reached waiting for machine')
      }
      return ''
    }
    case 'deploy': {
      const found = app()
      const volume = found.volumes.find(({ name }) => name === 'data')
      if (volume === undefined)
        throw new Refusal(
          "Process group 'app' needs volumes with name 'data' to fulfill mounts defined in fly.toml",
        )
      found.released = true
      const env = Object.fromEntries((values.env ?? []).map((pair) => pair.split('=')))
      const [machine] = found.machines
      // A machine that was stopped gets the new image and stays stopped.
      if (machine !== undefined) machine.config.env = env
      else {
        const id = newId('', state)
        volume.attached_machine_id = id
        found.machines.push({
          id,
          name: 'app-1',
          state: 'started',
          region: volume.region,
          host_status: 'ok',
          config: { image: 'registry.fly.io/app:deployment-1', env, metadata: { fly_process_group: 'app' } },
        })
      }
      return 'Visit your newly deployed app'
    }
    case 'scale count': {
      const found = app()
      if (!found.released)
        throw new Refusal(
          'this app has no complete releases. Run `fly deploy` to create one and rerun this command',
        )
      const wanted = Number(/^app=(\d+)$/.exec(words[0] ?? '')?.[1])
      if (Number.isNaN(wanted)) throw new Refusal(`'${words[0]}' is not a valid process=count option`)
      found.machines.splice(wanted)
      return 'App already scaled to desired state. No need for changes'
    }
  }
  throw new Refusal(`unknown command "${command}" for "flyctl"`)
}

/** Whole or not at all: the scripts ask several things at once, and another of us may read it just now. */
function save(): void {
  writeFileSync(`${stateFile}.${process.pid}`, JSON.stringify(state, null, 2))
  renameSync(`${stateFile}.${process.pid}`, stateFile)
}

/** As cobra reads arguments: flags anywhere before `--`, a value after a blank or an equals sign. */
function parse(argv: string[], flags: Record<string, 'value' | 'flag'>) {
  const short: Record<string, string> = {
    a: 'app',
    r: 'region',
    e: 'env',
    m: 'metadata',
    s: 'size',
    o: 'org',
    c: 'config',
    f: 'force',
    y: 'yes',
    n: 'name',
  }
  const values: Record<string, string[]> = {}
  const words: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!
    if (word === '--') {
      words.push(...argv.slice(at + 1))
      break
    }
    if (!word.startsWith('-')) {
      words.push(word)
      continue
    }
    const [, dashes, given, inline] = /^(--?)([^=]+)(?:=([\s\S]*))?$/.exec(word)!
    const name = dashes === '-' ? short[given!] : given!
    const kind = name === undefined ? undefined : flags[name]
    if (name === undefined || kind === undefined)
      throw new Refusal(
        dashes === '-' ? `unknown shorthand flag: '${given}' in ${word}` : `unknown flag: ${word}`,
      )
    const value = kind === 'flag' ? (inline ?? 'true') : (inline ?? argv[++at])
    if (value === undefined) throw new Refusal(`flag needs an argument: ${word}`)
    values[name] = [...(values[name] ?? []), value]
  }
  return { values, words }
}

appendFileSync(`${stateFile}.calls`, `${JSON.stringify(process.argv.slice(2))}\n`)
try {
  process.stdout.write(`${main(process.argv.slice(2))}\n`)
  save()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`Error: ${error.message}\n`)
  process.exit(1)
}
