import { Elysia } from 'elysia'
import { Gauge, Registry } from 'prom-client'
import { AppError } from '../errors.ts'
import { accessRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { arrivalOf } from './arrival.ts'
import type { Health } from './health.ts'
import type { ApiPorts } from './ports.ts'

/**
 * Prometheus text, for the machine itself, for Fly's private network (its Grafana asks from there), or holders of the
 * ops token.
 */
export function metricsRoutes(ports: ApiPorts) {
  const { access, checkHealth, exportQueues, config } = ports
  return new Elysia({ name: 'metrics' }).use(readBearer).get('/metrics', async ({ request, bearer }) => {
    if (!isLocal(request) && !(config.behindFly && isFlyPrivate(request))) {
      try {
        await access.requireOps(request, bearer)
      } catch (error) {
        // Without a token set there is nothing that would open it from outside.
        throw error instanceof AppError && error.code === 'NOT_CONFIGURED'
          ? new AppError('FORBIDDEN', accessRefusals.metrics)
          : error
      }
    }
    const { checks } = await checkHealth()
    const own = await renderOwn(ports, checks)
    // Redis may have gone since it was asked; the answer is then without its part.
    const queues = checks.redis === 'up' ? await exportQueues().catch(() => []) : []
    return new Response(`${[own.trimEnd(), ...joinExports(queues)].join('\n')}\n`, {
      headers: { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE },
    })
  })
}

/** What this process and Postgres know. A registry for each answer: nothing is kept between two of them. */
async function renderOwn({ pool, version }: ApiPorts, checks: Health['checks']): Promise<string> {
  const register = new Registry()
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [register] })
  gauge('clawtriage_info', 'The version that answers', ['version']).set({ version }, 1)
  const up = gauge('clawtriage_up', 'Whether a part answers', ['dependency'])
  for (const [dependency, state] of Object.entries(checks)) up.set({ dependency }, state === 'up' ? 1 : 0)
  if (checks.postgres === 'up') {
    const scans = gauge('clawtriage_scans', 'Scans by state', ['state'])
    const { rows } = await pool.query<{ state: string; count: number }>(
      'SELECT state, count(*) AS count FROM scans GROUP BY state',
    )
    for (const { state, count } of rows) scans.set({ state }, Number(count))
  }
  gauge('process_resident_memory_bytes', 'Memory of the API process').set(process.memoryUsage.rss())
  return register.metrics()
}

/**
 * BullMQ writes each queue as if it were the only one. Prometheus wants all lines of a metric together under one HELP
 * and one TYPE.
 */
function joinExports(texts: readonly string[]): string[] {
  const metrics = new Map<string, { about: Set<string>; samples: string[] }>()
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const name = /^(?:# (?:HELP|TYPE) )?([A-Za-z_:][\w:]*)/.exec(line)?.[1]
    if (name === undefined) continue
    const metric = metrics.get(name) ?? { about: new Set(), samples: [] }
    metrics.set(name, metric)
    if (line.startsWith('#')) metric.about.add(line)
    else metric.samples.push(line)
  }
  return [...metrics.values()].flatMap(({ about, samples }) => [...about, ...samples])
}

/** The socket says who is at the other end; a proxy's headers mean that the request came from elsewhere. */
function isLocal(request: Request): boolean {
  return !isForwarded(request) && /^(?:127\.|::1$|::ffff:127\.)/.test(arrivalOf(request).socket)
}

/**
 * Fly's proxy says of everything that comes from outside whom it came from; what comes without that came over the
 * organization's own network.
 */
function isFlyPrivate(request: Request): boolean {
  const address = arrivalOf(request).socket.replace(/^::ffff:/, '')
  return !isForwarded(request) && /^(?:fdaa:|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address)
}

const isForwarded = (request: Request): boolean =>
  ['x-forwarded-for', 'fly-client-ip', 'forwarded', 'via'].some((name) => request.headers.has(name))
