import { Agent, request } from 'node:http'

/** A way to ask for a path: what the request line and the `Host` header say. */
export interface Spelling {
  target: string
  host: string
}

/** What a host may be called; the path behind it begins at another place of the URL each time. */
const hosts = [
  'x',
  'x:1',
  'a.b',
  'localhost',
  'localhost:80',
  '127.1',
  '[::1]',
  '0',
  '_',
  '',
  'x/api',
  'a b',
  'api.evil.example',
  `${'h'.repeat(60)}.example`,
] as const

/** What may stand in the request line instead of a path. */
const targets: readonly ((path: string) => string)[] = [
  (path) => `/api${path}`,
  (path) => `/x${path}`,
  (path) => `/api/api${path}`,
  (path) => `/${path}`,
  (path) => `//x${path}`,
  (path) => `/.${path}`,
  (path) => `/x/..${path}`,
  (path) => `/x/%2e%2e${path}`,
  (path) => `/x/.%2E${path}`,
  (path) => `\\x\\..${path}`,
  (path) => `http://x${path}`,
  (path) => `http://x/api${path}`,
  (path) => `http://x:1@y${path}`,
  (path) => `https://localhost${path}`,
  (path) => `${path}/`,
  (path) => `${path}?`,
  (path) => `${path}#`,
  (path) => `${path};x`,
  (path) => `${path}%00`,
  (path) => `${path}%20`,
  (path) => `${path}/.`,
  (path) => path.replaceAll('/', '//'),
  (path) => path.replaceAll('/', '\\'),
  (path) => path.replaceAll('/', '/./'),
  (path) => path.replace(/(?<=.)\//g, '%2f'),
  (path) => path.replace('api', '%61pi'),
  (path) => path.replace('api', 'API'),
  (path) => path.replace('repos', 'r%65pos'),
  (path) => path.replace('acme', 'ACME'),
  (path) => path.replace('acme/', 'acme/x/../'),
  (path) => path.replace('acme/', 'acme%2f'),
  (path) => path.replace(/acme\/(.)/, (_, letter) => `acme/%${letter.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/acme\/(.)/, (_, letter) => `acme/%25${letter.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/acme\/\w+/, (name) => name.toUpperCase()),
  (path) => path.replace(/acme\/\w+/, (name) => `${name}%00`),
  (path) => path.replace(/acme\/\w+/, (name) => `${name};x`),
]

/** The first of them are asked for at the shortest host, so that what stands before the path is what is cut off. */
const shortHosts = 12

/** Fifty ways to ask for a path: other hosts, other request lines, and a few of both at once. */
export const spellings: readonly ((path: string) => Spelling)[] = [
  ...hosts.map((host) => (target: string) => ({ host, target })),
  ...targets.map((spell, at) => (path: string) => ({
    host: at < shortHosts ? 'x' : 'localhost',
    target: spell(path),
  })),
]

export interface SpeltAnswer {
  status: number
  type: string
  cacheControl: string
  body: string
}

const burstMs = 100

/** Sends requests whose host and target are exactly what they are told to be, over connections that stay open. */
export function openSpeller(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  return {
    ask: (
      method: string,
      { target, host }: Spelling,
      headers: Record<string, string> = {},
    ): Promise<SpeltAnswer> =>
      new Promise((resolve, reject) => {
        const sent = request(
          {
            agent,
            host: '127.0.0.1',
            port,
            method,
            path: target,
            setHost: false,
            headers: { ...headers, host },
          },
          (answer) => {
            let body = ''
            const end = () =>
              resolve({
                status: answer.statusCode ?? 0,
                type: answer.headers['content-type'] ?? '',
                cacheControl: answer.headers['cache-control'] ?? '',
                body,
              })
            answer.setEncoding('utf8')
            answer.on('data', (text: string) => {
              body += text
              // A stream of events has no end: what it begins with, all at once, is what it would show.
              if (/^event: /m.test(body) && answer.headers['content-type']?.startsWith('text/event-stream'))
                setTimeout(() => {
                  end()
                  sent.destroy()
                }, burstMs)
            })
            answer.on('end', end)
            answer.on('error', reject)
          },
        )
        sent.on('error', reject)
        sent.end()
      }),
    close: () => agent.destroy(),
  }
}
