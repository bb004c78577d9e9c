import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import type { Log } from '../log.ts'
import { askInVersion } from './api-version.ts'
import { createTransport, type TransportOptions } from './transport.ts'

/** A repetition would get the same answer, or (429) make a limit last longer. */
const neverAgain = [400, 401, 403, 404, 409, 410, 422, 429, 451]

const RetryingOctokit = Octokit.plugin(retry, throttling)

/** Octokit over our own transport: it repeats what may pass, and waits for no limit. */
export function openOctokit({
  apiUrl,
  token,
  appToken,
  userAgent,
  log,
  mask,
  transport,
  retryPauseMs,
}: {
  apiUrl: string
  token: string | null
  appToken: (() => Promise<string | null>) | undefined
  userAgent: string
  log: Log
  mask: (text: string) => string
  transport: TransportOptions
  retryPauseMs: number
}): Octokit {
  const words = octokitLog(log, mask)
  const octokit = new RetryingOctokit({
    baseUrl: apiUrl.replace(/\/+$/, ''),
    auth: token ?? undefined,
    userAgent,
    log: words,
    request: { log: words, fetch: createTransport(transport) },
    retry: { doNotRetry: neverAgain, retryAfterBaseValue: retryPauseMs },
    // Waiting is the queue's business: the job goes back into it until the time that the error says.
    throttle: { id: apiUrl, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  })
  askInVersion(octokit)
  octokit.hook.before('request', async (request) => {
    const own = (await appToken?.()) ?? null
    if (own !== null) request.headers.authorization = `token ${own}`
  })
  return octokit
}

/** Octokit's own words, at debug level: what fails for good is thrown, and logged where it is caught. */
function octokitLog(log: Log, mask: (text: string) => string) {
  const write = (message: string) => log.debug({ octokit: true }, mask(String(message)))
  return { debug: write, info: write, warn: write, error: write }
}
