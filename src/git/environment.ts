import { availableParallelism } from 'node:os'

/**
 * What git is allowed to know of the machine it runs on: nothing but PATH and where temporary files go. No user's or
 * system's configuration, no inherited GIT_DIR, no prompt, no pager, no hook, no external diff, the same words in every
 * language.
 */
const inherited = [
  'PATH',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  // A company's proxy and its certificate are the machine's, not the user's, and fetching needs them.
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
]

export type Setting = readonly [name: string, value: string]

/**
 * Files above this are "binary" to git, which then neither loads nor compares them. No one reviews a file of 16 MiB.
 */
export const bigFileBytes = 16 * 1024 * 1024

/** Settings that hold for every git command, above what the repository's own config file says. */
const settings: readonly Setting[] = [
  ['safe.directory', '*'],
  ['core.quotePath', 'true'],
  ['core.bigFileThreshold', String(bigFileBytes)],
  ['core.attributesFile', '/dev/null'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  // Mapped packs count as memory of the process, which may be hundreds of MiB of a large one. Smaller windows hold more
  // of what is read again: 160 diffs of emberjs/ember.js take 33 MiB and 0.57 to 0.70 s of processor time so, 44 and
  // 0.62 with 16 MiB in all and a cache of 12; windows of 4 MiB, 64 in all, and a cache of 24 took 27 MiB more still.
  ['core.packedGitLimit', '8m'],
  ['core.packedGitWindowSize', '1m'],
  ['core.deltaBaseCacheLimit', '8m'],
  // Packing takes as much for each of its threads.
  ['pack.windowMemory', '32m'],
  ['pack.deltaCacheSize', '16m'],
  ['pack.threads', String(Math.min(availableParallelism(), 2))],
  // Some versions of git read attributes from HEAD in a bare repository; a name that leads nowhere means none.
  ['attr.tree', 'refs/none'],
  ['credential.helper', ''],
  // A repository's own file could name any program to check signatures with.
  ['log.showSignature', 'false'],
  ['diff.suppressBlankEmpty', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // A server that goes silent is given up; curl's own default is to wait for ever. GitHub may count the objects of a
  // large repository for minutes before it sends the first.
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '300'],
  // A redirect could lead a credential elsewhere; follow-redirect.ts finds a renamed repository.
  ['http.followRedirects', 'false'],
]

/** The `-c` arguments of a git command; `more` are settings of that command alone. */
export function buildSettingArguments(more: readonly Setting[] = []): string[] {
  return [...settings, ...more].flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** What a command may reach: nothing at all (the default: no lazy fetch either), or these transports. */
export type Network = 'none' | 'allowed'

/** The environment of a git process. `secretSettings` are given here because arguments are visible to every user. */
export function buildGitEnvironment(
  network: Network,
  secretSettings: readonly Setting[] = [],
  from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const env: Record<string, string> = {
    LC_ALL: 'C',
    LANGUAGE: 'C',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PAGER: 'cat',
    GIT_PROTOCOL_FROM_USER: '0',
    // A missing object is an error to report, never a fetch behind our back: newer gits obey the first, all the second.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: network === 'allowed' ? 'file:http:https' : 'none',
  }
  for (const name of inherited) {
    const value = from[name]
    if (value !== undefined) env[name] = value
  }
  if (secretSettings.length > 0) env.GIT_CONFIG_COUNT = String(secretSettings.length)
  secretSettings.forEach(([name, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = name
    env[`GIT_CONFIG_VALUE_${index}`] = value
  })
  return env
}
