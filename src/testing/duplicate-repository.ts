import { buildGitRepository, type GitRepository } from './git-repository.ts'

/** A pull request to be opened: its number is its place in the list, counted from one. */
export interface SamplePull {
  branch: string
  title: string
  author: string
}

const hostileTitle = '<img src=x onerror=alert(1)>\u001b[31m\u202e Parse IPv6 ports'

/**
 * A little project with five pull requests: #1 and #2 make the same change to the same file (#2 with a test), #3 does
 * something else, #4 changes docs alone, #5 changes nothing. Small, but a real git repository.
 */
export const samplePulls: readonly SamplePull[] = [
  { branch: 'port', title: 'Parse the port of an IPv6 address', author: 'mirela' },
  { branch: 'port-again', title: hostileTitle, author: 'jonas' },
  { branch: 'retry', title: 'Retry the handshake with a growing delay', author: 'ravi' },
  { branch: 'guide', title: 'Explain the gateway', author: 'noor' },
  { branch: 'nothing', title: 'Trigger the build', author: 'lin' },
]

const body = (name: string, lines: number) =>
  Array.from({ length: lines }, (_, line) => `export const ${name}${line} = compute${name}(${line})`).join(
    '\n',
  )

const port = (inner: string) => `${body('before', 12)}
export function parsePort(address: string): number {
${inner}
}
${body('after', 12)}
`
const oldPort = `  const [, port] = address.split(':')
  return Number(port)`
const newPort = `  const bracket = address.lastIndexOf(']')
  const colon = address.indexOf(':', Math.max(bracket, 0))
  if (colon === -1) throw new RangeError('address has no gateway port: ' + address)
  const parsedPort = Number.parseInt(address.slice(colon + 1), 10)
  if (!Number.isInteger(parsedPort)) throw new RangeError('gateway port is no number')
  return parsedPort`

export async function buildSampleRepository(): Promise<GitRepository> {
  const repository = await buildGitRepository()
  const base = repository.commit({
    message: 'Begin\n',
    files: {
      'src/gateway/port.ts': port(oldPort),
      'src/channels/socket.ts': body('socket', 30),
      'docs/guide.md': '# Guide\n\nRead the code.\n',
    },
  })
  repository.ref('refs/heads/main', base)
  const changes: Record<string, Record<string, string>> = {
    port: { 'src/gateway/port.ts': port(newPort) },
    'port-again': {
      'src/gateway/port.ts': port(newPort),
      'src/gateway/port.test.ts':
        "import { parsePort } from './port.ts'\ntest('an IPv6 address has a port', () => expect(parsePort('[::1]:8080')).toBe(8080))\n",
    },
    retry: {
      'src/channels/socket.ts': `${body('socket', 30)}\nexport const retryDelay = (attempt: number) => 2 ** attempt * 100\n`,
    },
    guide: { 'docs/guide.md': '# Guide\n\nThe gateway accepts addresses with a port.\n' },
    nothing: {},
  }
  for (const [at, { branch, title, author }] of samplePulls.entries()) {
    const files = changes[branch]!
    const commit = repository.commit({
      parents: [base],
      message: `${title}\n`,
      author: `${author} <${author}@example.org>`,
      files,
    })
    repository.ref(`refs/heads/${branch}`, commit)
    // As a mirror has them; the model of GitHub makes its own for those that are opened there.
    repository.ref(`refs/pull/${at + 1}/head`, commit)
  }
  await repository.write()
  return repository
}
