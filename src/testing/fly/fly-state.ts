/** What the stand-in for Fly remembers between calls. */
export interface FlyState {
  /** null: not logged in. */
  login: string | null
  /** Names that apps of others have. */
  takenNames: string[]
  apps: FlyStateApp[]
  /** Short names of the login's organizations; absent: one. */
  orgs?: string[]
  /** A machine has done its work before fly has seen it started. */
  quickMachines?: boolean
  /** What every command fails with. */
  broken?: string
  made: number
}
export interface FlyStateApp {
  Name: string
  org: string
  released: boolean
  volumes: {
    id: string
    name: string
    state: string
    size_gb: number
    snapshot_retention?: number
    region: string
    attached_machine_id: string | null
  }[]
  secrets: Record<string, string>
  machines: {
    id: string
    name: string
    state: string
    region: string
    host_status: string
    config: {
      image: string
      env?: Record<string, string>
      metadata?: Record<string, string>
      init?: { cmd: string[] }
      restart?: { policy: string }
      schedule?: string
    }
  }[]
}

const everywhere = {
  app: 'value',
  config: 'value',
  'access-token': 'value',
  verbose: 'flag',
  debug: 'flag',
} as const

/**
 * The flags of each command that is used here, as flyctl of August 2026 defines them (superfly/flyctl,
 * internal/command).
 */
export const flyFlags: Record<string, Record<string, 'value' | 'flag'>> = {
  'auth whoami': { json: 'flag' },
  'orgs list': { json: 'flag' },
  'apps list': { json: 'flag', org: 'value', quiet: 'flag' },
  'apps create': {
    json: 'flag',
    name: 'value',
    org: 'value',
    network: 'value',
    'generate-name': 'flag',
    machines: 'flag',
    yes: 'flag',
    save: 'flag',
  },
  'volumes list': { ...everywhere, json: 'flag', all: 'flag' },
  'volumes create': {
    ...everywhere,
    json: 'flag',
    region: 'value',
    size: 'value',
    yes: 'flag',
    count: 'value',
    'snapshot-retention': 'value',
    'no-encryption': 'flag',
    'require-unique-zone': 'flag',
    'vm-size': 'value',
    'vm-memory': 'value',
  },
  'secrets list': { ...everywhere, json: 'flag' },
  'secrets set': { ...everywhere, stage: 'flag', detach: 'flag', 'dns-checks': 'flag' },
  'machine list': { ...everywhere, json: 'flag', quiet: 'flag' },
  'machine start': { ...everywhere },
  'machine destroy': { ...everywhere, force: 'flag', image: 'value' },
  'machine run': {
    ...everywhere,
    region: 'value',
    name: 'value',
    org: 'value',
    schedule: 'value',
    restart: 'value',
    rm: 'flag',
    env: 'value',
    metadata: 'value',
    detach: 'flag',
    'skip-dns-registration': 'flag',
    'vm-size': 'value',
    'vm-memory': 'value',
    entrypoint: 'value',
    autostart: 'flag',
    autostop: 'value',
  },
  deploy: {
    ...everywhere,
    'remote-only': 'flag',
    ha: 'flag',
    yes: 'flag',
    env: 'value',
    strategy: 'value',
    'wait-timeout': 'value',
    image: 'value',
    dockerfile: 'value',
  },
  'scale count': {
    ...everywhere,
    yes: 'flag',
    region: 'value',
    'max-per-region': 'value',
    'with-new-volumes': 'flag',
  },
}

/** As many digits as flyctl's own; never the same twice. */
export function newId(prefix: string, state: FlyState): string {
  return `${prefix}${(0x148e_0000_0000 + ++state.made).toString(16)}`
}
