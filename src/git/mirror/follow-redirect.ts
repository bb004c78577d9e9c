import { AppError, describeError } from '../../errors.ts'

const advertisement = '/info/refs?service=git-upload-pack'
const answerDeadlineMs = 30_000

/** Whether git was sent elsewhere, which it does not follow by itself (environment.ts). By git's words. */
export function isRedirected(stderr: string): boolean {
  return /returned error: 30[1278]\b|unable to update url base from redirection/.test(stderr)
}

/**
 * Where a repository that the server redirects from has gone: a renamed one, on the same server.
 *
 * git would follow the first redirect anywhere, and send its `Authorization` header along with every request that comes
 * after it. So the question is put here, and an answer that names another server is none.
 * @param url of the repository, as git is given it.
 * @param headers what git sends along: who asks, and the authorization where there is one.
 * @returns the new url.
 * @throws AppError UNAVAILABLE when it leads to another server, or nowhere.
 */
export async function findRedirect(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(`${url}${advertisement}`, {
    redirect: 'manual',
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerDeadlineMs)]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw new AppError('UNAVAILABLE', `${hostOf(url)} does not answer: ${describeError(cause)}`, { cause })
  })
  await response.body?.cancel()
  const location = response.headers.get('location')
  // Between git's question and ours it may have come back.
  if (response.status < 300 || response.status >= 400 || location === null) return url
  const to = URL.canParse(location, url) ? new URL(location, url) : null
  if (to === null || !isSameServer(new URL(url), to))
    throw new AppError(
      'UNAVAILABLE',
      `${hostOf(url)} redirects git to ${to === null ? 'nowhere' : to.host}: another server is never sent a token (set GITHUB_SERVER_URL if that is where the repositories are)`,
    )
  if (!to.href.endsWith(advertisement) || to.username !== '' || to.password !== '')
    throw new AppError('UNAVAILABLE', `${hostOf(url)} redirects git to an address that is no repository's`)
  return to.href.slice(0, -advertisement.length)
}

/** The same scheme, host and port, or TLS on the same host where there was none. */
function isSameServer(from: URL, to: URL): boolean {
  return (
    from.origin === to.origin ||
    (from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname && to.port === '')
  )
}

const hostOf = (url: string): string => new URL(url).host
