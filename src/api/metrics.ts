import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readBearer } from './access.ts'
import type { ApiPorts } from './ports.ts'

/** Prometheus text, for the machine itself, for Fly's private network (its Grafana asks from there), or whoever has the ops token. */
export function metricsRoutes({ pool, access, checkHealth, version, config }: ApiPorts) {
  return new Elysia({ name: 'metrics' }).use(readBearer).get('/metrics', async ({ request, bearer }) => {
    if (!isLocal(request) && !(config.behindFly && isFlyPrivate(request))) {
      try {
        access.requireOps(request, bearer)
      } catch (error) {
        // Without a token set there is nothing that would open it from outside.
        throw error instanceof AppError && error.code === 'NOT_CONFIGURED'
          ? new AppError('FORBIDDEN', 'metrics are for the machine itself')
          : error
      }
    }
    const { checks } = await checkHealth()
    const lines = [`clawtriage_info{version="${version}"} 1`]
    for (const [name, state] of Object.entries(checks))
      lines.push(`clawtriage_up{dependency="${name}"} ${state === 'up' ? 1 : 0}`)
    if (checks.postgres === 'up') {
      const { rows } = await pool.query<{ state: string; count: number }>(
        'SELECT state, count(*) AS count FROM scans GROUP BY state',
      )
      for (const { state, count } of rows) lines.push(`clawtriage_scans{state="${state}"} ${count}`)
    }
    lines.push(`process_resident_memory_bytes ${process.memoryUsage.rss()}`)
    return new Response(`${lines.join('\n')}\n`, {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    })
  })
}

/** srvx says who is at the other end; a proxy's headers mean that it is somebody else. */
function isLocal(request: Request & { ip?: string }): boolean {
  return !isForwarded(request) && /^(?:127\.|::1$|::ffff:127\.)/.test(request.ip ?? '')
}

/** Fly's proxy says of everything that comes from outside whom it came from; what comes without that came over the organization's own network. */
function isFlyPrivate(request: Request & { ip?: string }): boolean {
  const address = (request.ip ?? '').replace(/^::ffff:/, '')
  return !isForwarded(request) && /^(?:fdaa:|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address)
}

const isForwarded = (request: Request): boolean =>
  ['x-forwarded-for', 'fly-client-ip', 'forwarded', 'via'].some((name) => request.headers.has(name))
