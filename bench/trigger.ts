import { randomBytes } from 'node:crypto'
import { openLog } from '../src/log.ts'
import { openQueues } from '../src/queue/queues.ts'
import { openRedis } from '../src/redis/connection.ts'
import { readProcessorTime } from './process-memory.ts'
import { withStack } from './with-stack.ts'

const clients = 50
const requestsPerClient = 20
const rounds = 9

/**
 * How long a trigger takes under fifty clients at once, beside the cheapest answer of the same process (/api/health,
 * which asks Postgres, Redis and the worker). New identities and repeated ones apart, in turn, so that what else the
 * machine does meets all of them; and what each takes of a processor. The whole service with servers of its own, in a
 * folder of its own; its queue of scans is paused.
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
    // Nothing listens there: whatever is begun all the same asks nobody.
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
    ]
    // Accepting is what is measured: scans that run meanwhile would slow down whatever comes after.
    const redis = openRedis(stack.redisUrl, 'request', openLog('bench', 'fatal', 2))
    await openQueues(redis).scans.pause()
    await post('the-same')
    const runs = kinds.map(() => [] as Run[])
    // The first round warms what is compiled and connected, and is not counted.
    for (let round = 0; round <= rounds; round++)
      for (const [kind, [, status, ask]] of kinds.entries()) {
        const before = readProcessorTime(process.pid)
        const times = await ask50(ask, status, round * clients * requestsPerClient)
        const after = readProcessorTime(process.pid)
        if (round > 0) runs[kind]!.push({ times, processor: difference(after, before) })
      }
    redis.disconnect()
    write(
      `${clients} clients at once, ${rounds} rounds of ${clients * requestsPerClient} requests of each kind: medians`,
    )
    write('                     p50 ms   p99 ms   of health p50   p99   processor ms a request')
    for (const [kind, [name]] of kinds.entries()) {
      const shares = [0.5, 0.99].map((share) => runs[kind]!.map(({ times }) => quantile(times, share)))
      const base = [0.5, 0.99].map((share) => runs[0]!.map(({ times }) => quantile(times, share)))
      const [p50, p99] = shares.map((values) => median(values).toFixed(1).padStart(8))
      const [of50, of99] = shares.map((values, at) =>
        median(values.map((value, round) => value / base[at]![round]!)).toFixed(2),
      )
      write(
        `${name.padEnd(18)} ${p50} ${p99} ${of50!.padStart(15)} ${of99!.padStart(5)}   ${renderEach(runs[kind]!)}`,
      )
    }
  })
}

/** One round of one kind: milliseconds of each request, and seconds of processor time of each program. */
interface Run {
  times: number[]
  processor: Map<string, number>
}

function difference(
  after: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map([...after].map(([name, seconds]) => [name, seconds - (before.get(name) ?? 0)]))
}

/** Milliseconds of processor time a request, of each program that took a twentieth of one. */
function renderEach(runs: readonly Run[]): string {
  const requests = runs.length * clients * requestsPerClient
  const sums = new Map<string, number>()
  for (const { processor } of runs)
    for (const [name, seconds] of processor)
      sums.set(name, (sums.get(name) ?? 0) + (seconds * 1_000) / requests)
  return [...sums]
    .filter(([, ms]) => ms >= 0.05)
    .sort((a, b) => b[1] - a[1])
    .map(([name, ms]) => `${name} ${ms.toFixed(2)}`)
    .join(', ')
}

async function ask50(
  ask: (at: number) => Promise<Response>,
  status: number,
  from: number,
): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let request = 0; request < requestsPerClient; request++) {
        const began = performance.now()
        const response = await ask(from + client * requestsPerClient + request)
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

const median = (values: readonly number[]) => quantile([...values], 0.5)
