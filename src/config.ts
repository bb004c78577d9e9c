import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from './errors.ts'
import { type LogLevel, logLevels } from './log.ts'
import { isPackaged } from './root.ts'

export const githubModes = ['public', 'app', 'hybrid'] as const
export const checkRunTimes = ['found', 'always'] as const
export const scanSources = ['git', 'api'] as const

/** Every setting of the service. docs/settings.md and .env.example list the same names (config-documents.test.ts). */
export interface Config {
  production: boolean
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  redisUrl: string | null
  github: {
    mode: (typeof githubModes)[number]
    token: string | null
    /** Without a trailing slash. */
    apiUrl: string
    serverUrl: string
    /** Requests of GitHub's hour that are left for the user's other tools. */
    requestReserve: number
    app: { id: number; privateKey: string; webhookSecret: string } | null
    /** Whether a pull request without a likely duplicate gets a check run that says so. */
    checkRunWhen: (typeof checkRunTimes)[number]
  }
  opsTriggerToken: string | null
  /** Where the dashboard is reached from outside, for links on GitHub: an origin; null when it is not known. */
  publicUrl: string | null
  /** Where `npm run trigger:scan` asks: an origin, without a trailing slash. */
  flyAppUrl: string | null
  /** Who `npm run trigger:scan` says is asking. */
  triggerActor: string | null
  /** Lower-cased `owner/repo` or `owner/*`. */
  publicScanAllowedRepos: string[]
  dashboardToken: string | null
  dashboardPublic: boolean
  scanSource: (typeof scanSources)[number]
  /**
   * A repository of the allowlist that was not scanned for so long is scanned by the service itself; null: never.
   * Milliseconds.
   */
  scanMaxAgeMs: number | null
  /** How long closed and merged pull requests stay candidates; 0: they never are. */
  scanHistoryDays: number
  /** Megabytes that all git mirrors together may take between scans. */
  gitCacheMaxMb: number
  workerConcurrency: number
  logLevel: LogLevel
  /** What was deployed, as `npm run deploy:fly` names it; null elsewhere. */
  release: string | null
  /** On a Fly machine: its proxy says whom a request came from. */
  behindFly: boolean
}

type Environment = Record<string, string | undefined>
type Read<T> = (value: string) => T | Problem
class Problem {
  readonly expected: string
  constructor(expected: string) {
    this.expected = expected
  }
}

/** A token shorter than this could be guessed by trying. */
const shortestToken = 16

const integer =
  (least: number, most: number): Read<number> =>
  (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most
      ? Number(value)
      : new Problem(`a whole number from ${least} to ${most}`)

const oneOf =
  <const T extends string>(choices: readonly T[]): Read<T> =>
  (value) =>
    choices.find((choice) => choice === value) ?? new Problem(`one of ${choices.join(', ')}`)

const flag: Read<boolean> = (value) =>
  /^(true|1)$/i.test(value) ? true : /^(false|0)$/i.test(value) ? false : new Problem('true or false')

const url =
  (...protocols: string[]): Read<string> =>
  (value) => {
    const expected = new Problem(`a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`)
    if (!URL.canParse(value)) return expected
    return protocols.includes(new URL(value).protocol) ? value.replace(/\/+$/, '') : expected
  }

/** Where a token may be sent without TLS: this machine, and Fly's private network, which encrypts by itself. */
const privateHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[a-z0-9-]+\.)+(?:internal|flycast))$/

/** Scheme, host and port of an app that is sent a token. */
const origin: Read<string> = (value) => {
  const expected = new Problem('the address of the app alone, such as https://my-app.fly.dev')
  if (!URL.canParse(value)) return expected
  const { protocol, hostname, href, origin } = new URL(value)
  if (protocol === 'http:' && !privateHost.test(hostname))
    return new Problem('https://, since a token is sent there')
  return href === `${origin}/` && /^https?:$/.test(protocol) ? origin : expected
}

const token: Read<string> = (value) =>
  value.length >= shortestToken && /^[\x21-\x7e]+$/.test(value)
    ? value
    : new Problem(`at least ${shortestToken} printable characters without spaces (try: openssl rand -hex 32)`)

const githubToken: Read<string> = (value) =>
  /^[\x21-\x7e]+$/.test(value) ? value : new Problem('a GitHub token: printable characters without spaces')

const repositories: Read<string[]> = (value) => {
  const entries = value
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
  const odd = entries.find(
    (entry) => !/^[a-z0-9](?:[a-z0-9_-]{0,38})\/(?:\*|[a-z0-9._-]{1,100})$/.test(entry),
  )
  return odd === undefined ? entries : new Problem('comma-separated owner/repo or owner/* entries')
}

const durationUnits = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
/** Shorter than the hour that names a scan would ask for the same scan again and again. */
const duration =
  (leastMs: number, mostMs: number, expected: string): Read<number> =>
  (value) => {
    const match = /^(\d{1,6})\s*([mhd])$/i.exec(value)
    if (match === null) return new Problem(expected)
    const ms = Number(match[1]) * durationUnits[match[2]!.toLowerCase() as keyof typeof durationUnits]
    return ms >= leastMs && ms <= mostMs ? ms : new Problem(expected)
  }

/** Accepts a PEM, one with escaped newlines (as env files hold it), or the whole in base64. */
const privateKey: Read<string> = (value) => {
  const pem = (value.includes('-----') ? value : Buffer.from(value, 'base64').toString('utf8')).replaceAll(
    '\\n',
    '\n',
  )
  return /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s[\s\S]+-----END [A-Z ]*PRIVATE KEY-----\s*$/.test(pem)
    ? pem
    : new Problem('a private key in PEM form, newlines escaped as \\n or all of it in base64')
}

const release: Read<string> = (value) =>
  /^[A-Za-z0-9.-]{1,64}$/.test(value) ? value : new Problem('1 to 64 letters, digits, . or -')

const text: Read<string> = (value) =>
  value.includes('\0') ? new Problem('text without a NUL character') : value
const directory: Read<string> = (value) => {
  const checked = text(value)
  return checked instanceof Problem ? checked : resolve(checked)
}

/**
 * Where a user's programs keep their state, for the package: its own folder may be read-only, and the working directory
 * is anyone's.
 */
export function userDataFolder(env: Environment, platform: string = process.platform): string {
  const home = env.HOME?.startsWith('/') ? env.HOME : homedir()
  // A relative XDG folder counts as none: the specification says so.
  const given = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : null
  const usual = platform === 'darwin' ? join(home, 'Library/Application Support') : join(home, '.local/share')
  return join(given ?? usual, 'clawtriage')
}

const secretNames = /TOKEN|SECRET|KEY|_URL$/

/** How a bad value is shown: never a secret, never more than a line. */
function mask(name: string, value: string): string {
  if (secretNames.test(name)) return '(hidden)'
  const shown = JSON.stringify(value)
  return shown.length > 60 ? `${shown.slice(0, 59)}…"` : shown
}

/**
 * Reads every setting from `env` and checks them together. An empty value counts as unset.
 * @throws AppError USAGE whose message names every bad setting, its value (secrets hidden) and what is expected.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = []
  const given = (name: string): string | null => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  const optional = <T>(name: string, read: Read<T>): T | null => {
    const value = given(name)
    if (value === null) return null
    const result = read(value)
    if (!(result instanceof Problem)) return result
    problems.push(`${name}=${mask(name, value)}: expected ${result.expected}`)
    return null
  }

  const production = env.NODE_ENV === 'production'
  const mode = optional('GITHUB_MODE', oneOf(githubModes)) ?? 'public'
  const appParts = {
    id: mode === 'public' ? null : optional('GITHUB_APP_ID', integer(1, 999_999_999)),
    privateKey: mode === 'public' ? null : optional('GITHUB_PRIVATE_KEY_PEM', privateKey),
    webhookSecret: mode === 'public' ? null : optional('GITHUB_WEBHOOK_SECRET', text),
  }
  if (mode !== 'public')
    for (const name of ['GITHUB_APP_ID', 'GITHUB_PRIVATE_KEY_PEM', 'GITHUB_WEBHOOK_SECRET'])
      if (given(name) === null) problems.push(`${name} is not set: GITHUB_MODE=${mode} needs it`)
  const { id, privateKey: key, webhookSecret } = appParts

  const config: Config = {
    production,
    port: optional('PORT', integer(0, 65_535)) ?? 3000,
    host: optional('HOST', text) ?? (production ? '0.0.0.0' : '127.0.0.1'),
    dataDir: optional('DATA_DIR', directory) ?? (isPackaged ? userDataFolder(env) : resolve('data')),
    databaseUrl: optional('DATABASE_URL', url('postgres:', 'postgresql:')),
    redisUrl: optional('REDIS_URL', url('redis:', 'rediss:', 'unix:')),
    github: {
      mode,
      token: optional('GITHUB_TOKEN', githubToken),
      apiUrl: optional('GITHUB_API_URL', url('http:', 'https:')) ?? 'https://api.github.com',
      serverUrl: optional('GITHUB_SERVER_URL', url('http:', 'https:')) ?? 'https://github.com',
      requestReserve:
        optional('GITHUB_REQUEST_RESERVE', integer(0, given('GITHUB_TOKEN') === null ? 50 : 4_900)) ?? 0,
      app:
        id !== null && key !== null && webhookSecret !== null ? { id, privateKey: key, webhookSecret } : null,
      checkRunWhen: optional('CHECK_RUN_WHEN', oneOf(checkRunTimes)) ?? 'found',
    },
    opsTriggerToken: optional('OPS_TRIGGER_TOKEN', token),
    publicUrl:
      optional('PUBLIC_URL', origin) ??
      (given('FLY_APP_NAME') === null ? null : `https://${given('FLY_APP_NAME')}.fly.dev`),
    flyAppUrl: optional('FLY_APP_URL', origin),
    triggerActor: optional('TRIGGER_ACTOR', text),
    publicScanAllowedRepos: optional('PUBLIC_SCAN_ALLOWED_REPOS', repositories) ?? [],
    dashboardToken: optional('DASHBOARD_TOKEN', token),
    dashboardPublic: optional('DASHBOARD_PUBLIC', flag) ?? false,
    scanSource: optional('SCAN_SOURCE', oneOf(scanSources)) ?? 'git',
    scanMaxAgeMs: optional(
      'SCAN_MAX_AGE',
      duration(durationUnits.h, 30 * durationUnits.d, 'a time from 1h to 30d, such as 90m, 3h or 2d'),
    ),
    scanHistoryDays: optional('SCAN_HISTORY_DAYS', integer(0, 36_500)) ?? 180,
    gitCacheMaxMb: optional('GIT_CACHE_MAX_MB', integer(1, 10_000_000)) ?? 1_024,
    workerConcurrency: optional('WORKER_CONCURRENCY', integer(1, 64)) ?? 4,
    logLevel: optional('LOG_LEVEL', oneOf(logLevels)) ?? 'info',
    release: optional('CLAWTRIAGE_RELEASE', release),
    behindFly: given('FLY_APP_NAME') !== null,
  }
  if (problems.length > 0) throw new AppError('USAGE', `bad settings:\n  ${problems.join('\n  ')}`)
  return config
}
