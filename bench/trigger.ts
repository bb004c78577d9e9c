import { randomBytes } from 'node:crypto'
import { withStack } from './with-stack.ts'

const clients = 50
const requestsPerClient = 100

/**
 * How long a trigger takes under fifty clients at once, beside the cheapest answer of the same process (/api/health,
 * which asks Postgres, Redis and the worker). New identities and repeated ones apart. The whole service with servers of
 * its own, in a folder of its own; its worker's scans fail at once, since GitHub is an address where nothing listens.
 */
export async function benchTrigger(write: (line: string) => void): Promise<void> {
  const token = randomBytes(16).toString('hex')
  const settings = {
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    OPS_TRIGGER_TOKEN: token,
    PUBLIC_SCAN_ALLOWED_REPOS: 'bench/*',
    GITHUB_API_URL: 'http://127.0.0.1:9',
  }
  await withStack(['api', 'worker'], settings, async (stack) => {
    const post = (snapshot: string) =>
      fetch(`${stack.apiUrl}/api/ops/public-scan`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ owner: 'bench', repo: 'one', snapshot }),
      })
    const health = () => fetch(`${stack.apiUrl}/api/health`)
    const kinds: [string, number, (at: number) => Promise<Response>][] = [
      ['health', 200, health],
      ['repeated trigger', 200, () => post('the-same')],
      ['new trigger', 202, (at) => post(`new-${at}`)],
      ['health again', 200, health],
    ]
    await post('the-same')
    await Promise.all(Array.from({ length: clients }, health))
    write(`${clients} clients at once, ${clients * requestsPerClient} requests of each kind`)
    write('                     p50 ms   p99 ms   of health p50   p99')
    let base: [number, number] | null = null
    for (const [name, status, ask] of kinds) {
      const times = await ask50(ask, status)
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
      base ??= [p50, p99]
      write(
        `${name.padEnd(18)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)} ${(p50 / base[0]).toFixed(2).padStart(15)} ${(p99 / base[1]).toFixed(2).padStart(5)}`,
      )
    }
  })
}

async function ask50(ask: (at: number) => Promise<Response>, status: number): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let request = 0; request < requestsPerClient; request++) {
        const began = performance.now()
        const response = await ask(client * requestsPerClient + request)
        await response.arrayBuffer()
        times.push(performance.now() - began)
        if (response.status !== status) throw new Error(`${response.status} where ${status} was expected`)
      }
    }),
  )
  return times
}

function quantile(values: number[], share: number): number {
  return values.sort((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0
}
