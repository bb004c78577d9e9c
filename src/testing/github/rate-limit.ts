/** GitHub's primary limit: so many requests an hour for each caller; a 304 to a caller with a token costs nothing. */
export interface RateLimit {
  /** The state of a caller's hour; a new hour begins by itself. */
  read(caller: string): { limit: number; remaining: number; used: number; reset: number }
  take(caller: string): void
  /** Leaves every caller this many requests until `resetsAt`. */
  leave(remaining: number, resetsAt: Date): void
}

const hourMs = 3_600_000
export const anonymous = 'anonymous'

export function limitRequests(now: () => Date, limits: { anonymous: number; token: number }): RateLimit {
  const hours = new Map<string, { used: number; resetsAt: number }>()
  let forced: { remaining: number; resetsAt: number; used: Map<string, number> } | null = null

  const hourOf = (caller: string) => {
    const at = now().getTime()
    let hour = hours.get(caller)
    if (hour === undefined || at >= hour.resetsAt) {
      hour = { used: 0, resetsAt: at + hourMs }
      hours.set(caller, hour)
    }
    if (forced !== null && at >= forced.resetsAt) forced = null
    return hour
  }
  return {
    read(caller) {
      const hour = hourOf(caller)
      const limit = caller === anonymous ? limits.anonymous : limits.token
      if (forced !== null) {
        const remaining = Math.max(0, forced.remaining - (forced.used.get(caller) ?? 0))
        return { limit, remaining, used: limit - remaining, reset: Math.ceil(forced.resetsAt / 1000) }
      }
      const remaining = Math.max(0, limit - hour.used)
      return { limit, remaining, used: limit - remaining, reset: Math.ceil(hour.resetsAt / 1000) }
    },
    take(caller) {
      hourOf(caller).used++
      forced?.used.set(caller, (forced.used.get(caller) ?? 0) + 1)
    },
    leave(remaining, resetsAt) {
      forced = { remaining, resetsAt: resetsAt.getTime(), used: new Map() }
    },
  }
}
