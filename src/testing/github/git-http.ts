import { execFileSync, spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gitEnvironment } from './run-git.ts'

/** What GitHub's git server allows; another server may not. */
export interface GitAbilities {
  /** Partial clone: `--filter=blob:none`. */
  partialClone: boolean
  /**
   * Fetching any commit by its id. Without it the old protocol is spoken, in which only advertised ids may be asked
   * for.
   */
  anySha: boolean
}

let backend: string | null = null
const findBackend = () => {
  backend ??= join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend')
  return backend
}

/**
 * Answers one smart-HTTP request through git's own `git http-backend` (CGI).
 * @param rest what follows the repository in the path: `/info/refs`, `/git-upload-pack`
 * @param cutAfter ends the connection after so many bytes of the body
 */
export function serveGit(
  gitDir: string,
  rest: string,
  query: string,
  abilities: GitAbilities,
  request: IncomingMessage,
  response: ServerResponse,
  cutAfter = Number.POSITIVE_INFINITY,
): Promise<number> {
  const settings: [string, string][] = [
    ['safe.directory', '*'],
    ['http.receivepack', 'false'],
    ['uploadpack.allowFilter', String(abilities.partialClone)],
    ['uploadpack.allowAnySHA1InWant', String(abilities.anySha)],
  ]
  const header = (name: string) => request.headers[name]?.toString()
  const child = spawn(findBackend(), [], {
    env: {
      ...gitEnvironment,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_TRANSLATED: gitDir + rest,
      PATH_INFO: rest,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      REMOTE_ADDR: '127.0.0.1',
      ...optional('CONTENT_TYPE', header('content-type')),
      ...optional('CONTENT_LENGTH', header('content-length')),
      ...optional('HTTP_CONTENT_ENCODING', header('content-encoding')),
      ...(abilities.anySha ? optional('GIT_PROTOCOL', header('git-protocol')) : {}),
      GIT_CONFIG_COUNT: String(settings.length),
      ...Object.fromEntries(
        settings.flatMap(([name, value], at) => [
          [`GIT_CONFIG_KEY_${at}`, name],
          [`GIT_CONFIG_VALUE_${at}`, value],
        ]),
      ),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  // git may end before it has read the whole request.
  child.stdin.on('error', () => {})
  request.pipe(child.stdin)
  response.on('close', () => child.kill())

  return new Promise((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0)
    let status = 200
    let sent = 0
    const send = (chunk: Buffer) => {
      if (sent + chunk.length <= cutAfter) {
        sent += chunk.length
        if (!response.write(chunk)) {
          child.stdout.pause()
          response.once('drain', () => child.stdout.resume())
        }
        return
      }
      response.write(chunk.subarray(0, cutAfter - sent), () => response.destroy())
      sent = cutAfter
    }
    child.stdout.on('data', (chunk: Buffer) => {
      if (head === null) return send(chunk)
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      for (const line of head.subarray(0, end).toString('latin1').split('\r\n')) {
        const [name = '', value = ''] = line.split(/: ?(.*)/)
        if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10)
        else response.setHeader(name, value)
      }
      response.writeHead(status)
      const body = head.subarray(end + 4)
      head = null
      if (body.length > 0) send(body)
    })
    child.once('error', reject)
    child.once('close', () => {
      if (head !== null) {
        status = 500
        response.writeHead(500)
      }
      response.end()
      resolve(status)
    })
  })
}

const optional = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value })
