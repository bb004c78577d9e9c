import type { Claims } from '../domain/claim.ts'
import type { AppAuth } from '../github/app-auth.ts'
import type { Log } from '../log.ts'

/** How far back missed deliveries are asked for again: as long as GitHub keeps them. */
const lookBackMs = 3 * 86_400_000
const againSeconds = 3_600
const mostPages = 10
const everyMs = 5 * 60_000

interface HookDelivery {
  id: number
  guid: string
  delivered_at: string
  status_code: number
}

export interface RedeliverPorts {
  auth: Pick<AppAuth, 'asApp'>
  claims: Claims
  log: Log
  now(): Date
}

/**
 * Asks GitHub for the deliveries again that were not taken: the machine was down. GitHub itself never tries twice. One
 * that has arrived since is left alone, and one that was asked for is not asked for again within the hour.
 * @returns how many were asked for.
 */
async function redeliverMissed({ auth, claims, log, now }: RedeliverPorts): Promise<number> {
  const since = now().getTime() - lookBackMs
  const attempts: HookDelivery[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { data, headers } = (await auth.asApp('GET /app/hook/deliveries', {
      per_page: 100,
      ...(cursor && { cursor }),
    })) as { data: HookDelivery[]; headers: { link?: string } }
    attempts.push(...data)
    cursor = /[?&]cursor=([^&>]+)[^>]*>; rel="next"/.exec(headers.link ?? '')?.[1]
    if (cursor === undefined || data.some(({ delivered_at }) => Date.parse(delivered_at) < since)) break
  }
  const taken = new Set(
    attempts.filter(({ status_code }) => status_code >= 200 && status_code < 300).map(({ guid }) => guid),
  )
  let asked = 0
  for (const { id, guid, delivered_at, status_code } of attempts.reverse()) {
    // What we refused for good would be refused again.
    if (taken.has(guid) || Date.parse(delivered_at) < since || (status_code >= 400 && status_code < 500))
      continue
    const key = `redelivery/${guid}`
    if ((await claims.claim(key, againSeconds)) !== 'new') continue
    taken.add(guid)
    await auth.asApp('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id })
    await claims.confirm(key)
    asked++
  }
  if (asked > 0) log.info({ deliveries: asked }, 'missed webhook deliveries were asked for again')
  return asked
}

/** Begins at once, since missed is what came while we were down, and goes on now and then. */
export function startRedelivery(ports: RedeliverPorts): { stop(): void } {
  const run = () =>
    void redeliverMissed(ports).catch((error: unknown) =>
      ports.log.warn(
        { error: String(error).split('\n')[0] },
        'missed webhook deliveries could not be asked for',
      ),
    )
  run()
  const timer = setInterval(run, everyMs)
  return { stop: () => clearInterval(timer) }
}
