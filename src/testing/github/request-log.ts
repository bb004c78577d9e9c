/** One request that reached the model. */
export interface LoggedRequest {
  method: string
  /** e.g. `GET /repos/{owner}/{repo}/pulls`, or `git upload-pack`; `unknown` when there is no such route. */
  route: string
  url: string
  /** null: the connection was broken instead of answered. */
  status: number | null
  authorized: boolean
  /** Whether it counted against the primary rate limit. */
  counted: boolean
  userAgent: string | null
  /** The version of the REST API that it names. */
  apiVersion: string | null
}

/** Anything that would have changed something at GitHub. */
export interface LoggedWrite {
  method: string
  url: string
  body: string
}

export interface RequestLog {
  requests: LoggedRequest[]
  writes: LoggedWrite[]
}

/** How often each route was answered with each status, e.g. `{'GET /repos/{owner}/{repo}/pulls': {200: 3, 304: 2}}`. */
export function countByRoute(requests: readonly LoggedRequest[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const { route, status } of requests) {
    counts[route] ??= {}
    const key = String(status ?? 'broken')
    counts[route][key] = (counts[route][key] ?? 0) + 1
  }
  return counts
}
