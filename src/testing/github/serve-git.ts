import type { IncomingMessage, ServerResponse } from 'node:http'
import { breakAnswer } from './break-answer.ts'
import { type GitAbilities, serveGit } from './git-http.ts'
import type { ApiContext } from './serve-api.ts'

/** Half of a small pack: enough that git has begun to read it. */
const cutPackBytes = 200

/**
 * Answers one git request: `/{owner}/{name}.git/info/refs`, `…/git-upload-pack`. A push is refused, and noted as a
 * write.
 */
export async function serveGitRequest(
  context: ApiContext,
  abilities: GitAbilities,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [pathname = '', query = ''] = path.split('?')
  const [, owner, name, rest] = /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/.*)$/.exec(pathname)!
  const service = /service=git-([a-z-]+)/.exec(query)?.[1] ?? rest!.replace('/git-', '')
  const token = readPassword(request.headers.authorization)
  const route = `git ${service}${rest === '/info/refs' ? ' refs' : ''}`
  const entry = {
    method: request.method ?? 'GET',
    route,
    url: path,
    status: null as number | null,
    authorized: token !== null,
    counted: false,
    userAgent: request.headers['user-agent'] ?? null,
    apiVersion: null,
  }
  context.log.requests.push(entry)
  const end = (status: number, headers: Record<string, string> = {}) => {
    entry.status = status
    request.resume()
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end()
  }

  if (service === 'receive-pack') {
    context.log.writes.push({ method: entry.method, url: path, body: '' })
    return end(403)
  }
  const fault = context.faults.meet(route, path)
  if (fault !== null && fault.kind !== 'truncated') {
    entry.status = breakAnswer(fault, '', response)
    return
  }
  const found = context.findRepository(decodeURIComponent(owner!), decodeURIComponent(name!))
  const known = token === null || context.tokens.has(token)
  // GitHub asks for a password rather than say that there is no such repository.
  if (found === null || !known) return end(401, { 'www-authenticate': 'Basic realm="GitHub"' })
  const repository = 'movedTo' in found ? found.movedTo : found
  if (repository.private && token === null) return end(401, { 'www-authenticate': 'Basic realm="GitHub"' })
  if ('movedTo' in found)
    return end(301, {
      location: `${context.urls.server}/${repository.owner}/${repository.name}.git${path.slice(path.indexOf(rest!))}`,
    })
  entry.status = await serveGit(
    repository.gitDir,
    rest!,
    query,
    abilities,
    request,
    response,
    fault === null ? undefined : cutPackBytes,
  )
}

/** The token in `Authorization: Basic base64(x-access-token:TOKEN)`. */
function readPassword(header: string | undefined): string | null {
  const basic = /^basic (.+)$/i.exec(header ?? '')?.[1]
  if (basic === undefined) return null
  return Buffer.from(basic, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '')
}
