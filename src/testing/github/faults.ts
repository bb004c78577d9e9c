import { seededRandom } from '../seeded-random.ts'

/** What can go wrong on the way to GitHub, on demand. */
export type Fault =
  /** An answer with this status instead of the real one. */
  | { kind: 'status'; status: number; message?: string; headers?: Record<string, string> }
  /** The connection is reset before any answer. */
  | { kind: 'reset' }
  /** Headers promise a whole body, and the connection ends halfway through it. */
  | { kind: 'truncated' }
  /** Well-formed HTTP around half of the JSON. */
  | { kind: 'cut-json' }
  /** A page for people, with status 200. */
  | { kind: 'html' }
  /** JSON, status 200, and not what was asked for. */
  | { kind: 'json'; body: unknown }
  /** Never answers. */
  | { kind: 'hang' }
  /** Too many requests at once: 403 or 429, with `Retry-After` or without. */
  | { kind: 'secondary-limit'; status?: 403 | 429; retryAfter?: number }

/** Which requests a fault meets: all of them unless told. */
export interface FaultWhen {
  /** A route as the request log names it, e.g. `GET /repos/{owner}/{repo}/pulls`; or `git` for every git request. */
  route?: string
  /** Lets this many matching requests pass first. */
  after?: number
  /** Then meets only each n-th of them. */
  every?: number
  /** Of the matching requests, this share (0 to 1), the same ones in every run. */
  share?: number
  /** Ends after so many. */
  times?: number
  /** Looks at the request's path and query. */
  url?: RegExp
}

export interface FaultPlan {
  set(fault: Fault, when?: FaultWhen): { clear(): void }
  clearAll(): void
  /** The fault that this request meets, if any. Counting is part of asking: ask once for each request. */
  meet(route: string, url: string): Fault | null
}

export function planFaults(): FaultPlan {
  interface Entry {
    fault: Fault
    when: FaultWhen
    seen: number
    met: number
    random: () => number
  }
  let entries: Entry[] = []
  return {
    set(fault, when = {}) {
      const entry = { fault, when, seen: 0, met: 0, random: seededRandom(1) }
      entries.push(entry)
      return {
        clear() {
          entries = entries.filter((other) => other !== entry)
        },
      }
    },
    clearAll() {
      entries = []
    },
    meet(route, url) {
      for (const entry of entries) {
        const {
          route: only,
          after = 0,
          every = 1,
          share = 1,
          times = Number.POSITIVE_INFINITY,
          url: pattern,
        } = entry.when
        if (only !== undefined && (only === 'git' ? !route.startsWith('git ') : only !== route)) continue
        if (only === undefined && route.startsWith('git ')) continue
        if (pattern !== undefined && !pattern.test(url)) continue
        entry.seen++
        if (entry.seen <= after || (entry.seen - after) % every !== 0 || entry.met >= times) continue
        if (entry.random() >= share) continue
        entry.met++
        return entry.fault
      }
      return null
    },
  }
}
