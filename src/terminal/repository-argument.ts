import { AppError } from '../errors.ts'
import { parseRepository } from '../queue/identity.ts'

export interface NamedRepository {
  owner: string
  repo: string
  /** The pull request, when its address was given. */
  number: number | null
}

/** `git@host:path`, which is no URL. A path that begins with `/` is one on the host's disk, and GitHub has none. */
const scpForm = /^([\w.-]+@)?([\w.-]+):(?!\/)(.+)$/
/** What stands behind a host whose port is given, where a path of git's begins with its owner. */
const portAndPath = /^\d+\/[^/]+\/[^/]/
const schemes = new Set(['https:', 'http:', 'ssh:', 'git:'])
const longest = 500

/**
 * Reads how people name a repository: `OWNER/REPO`, its address or that of anything in it (a pull request), what `git
 * clone` takes.
 * @param serverUrl where the repositories are: GITHUB_SERVER_URL.
 * @throws AppError USAGE in one line: another host's, or none of these. No password in the text is repeated.
 */
export function parseRepositoryArgument(text: string, serverUrl: string): NamedRepository {
  const server = new URL(serverUrl)
  const place = locate(text.trim().slice(0, longest), server)
  if (place === null) return { ...parseRepository(text.trim().replace(/\.git$/, '')), number: null }
  if (!isHost(place, server))
    throw new AppError(
      'USAGE',
      `${place.host} is not ${server.host}, where repositories are read: set GITHUB_SERVER_URL and GITHUB_API_URL for another GitHub`,
    )
  const [owner = '', repo = '', kind, number = ''] = place.path.split('/').filter((part) => part !== '')
  return {
    ...parseRepository(`${owner}/${repo.replace(/\.git$/, '')}`),
    number: kind === 'pull' && /^[1-9]\d{0,9}$/.test(number) ? Number(number) : null,
  }
}

interface Place {
  /** With the port, where one is given. */
  host: string
  hostname: string
  isWeb: boolean
  path: string
}

/** Host and path of an address; null for `OWNER/REPO`. */
function locate(text: string, server: URL): Place | null {
  if (text.includes('://')) {
    const url = URL.canParse(text) ? new URL(text.replace(/^git\+/, '')) : null
    if (url === null || !schemes.has(url.protocol) || url.hostname === '')
      throw new AppError('USAGE', 'this address cannot be read: expected https://HOST/OWNER/REPO')
    const isWeb = url.protocol.startsWith('http')
    return { host: url.host, hostname: url.hostname, isWeb, path: url.pathname }
  }
  const scp = scpForm.exec(text)
  if (scp !== null && (scp[1] !== undefined || !portAndPath.test(scp[3]!)))
    return { host: scp[2]!, hostname: scp[2]!.toLowerCase(), isWeb: false, path: scp[3]! }
  // As browsers show an address: without its scheme. No owner has a dot in its name.
  const [host = '', ...rest] = text.split('/')
  if (
    rest.length < 2 ||
    !/^[a-z\d]/i.test(host) ||
    (!host.includes('.') && host.toLowerCase() !== server.host)
  )
    return null
  return { host, hostname: host.toLowerCase(), isWeb: true, path: rest.join('/') }
}

function isHost({ host, hostname, isWeb }: Place, server: URL): boolean {
  const names = [server.hostname, `www.${server.hostname}`, `ssh.${server.hostname}`]
  // git's own protocols have ports of their own.
  return isWeb && server.port !== ''
    ? host.toLowerCase() === server.host
    : names.includes(hostname.replace(/:\d+$/, ''))
}
