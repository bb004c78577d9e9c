import { SourceWait } from '../domain/wait.ts'

/** Never wait longer than this before asking again, even if a clock says so: the hour and a minute. */
const longestWaitMs = 3_660_000

export interface RequestBudget {
  /** @throws SourceWait when no more than the reserve is left of the hour. */
  check(): void
  /** Learns from an answer how many requests are left, and until when. */
  note(headers: Headers): void
  /** How many requests the hour has; null when no answer said so. */
  limit(): number | null
}

/**
 * Leaves some requests of the hour's for the user's other tools. What is left is known from GitHub's answers alone, so
 * the first request is always sent, and one that another tool has used in between is noticed with the next answer.
 * @param reserve requests that are not used.
 */
export function openRequestBudget(reserve: number, hasToken: boolean, now: () => number): RequestBudget {
  let remaining = Number.POSITIVE_INFINITY
  let resetsAt = 0
  let limit: number | null = null
  return {
    check() {
      if (reserve === 0 || remaining > reserve || resetsAt <= now()) return
      const until = new Date(Math.min(resetsAt, now() + longestWaitMs))
      const clock = `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`
      const advice = hasToken ? '' : '; a token (GITHUB_TOKEN) allows 5,000 requests an hour instead of 60'
      throw new SourceWait(
        until,
        `only the ${reserve} requests to GitHub that GITHUB_REQUEST_RESERVE keeps for others are left until ${clock}${advice}`,
      )
    },
    note(headers) {
      limit = readCount(headers.get('x-ratelimit-limit')) ?? limit
      const left = readCount(headers.get('x-ratelimit-remaining'))
      const reset = readCount(headers.get('x-ratelimit-reset'))
      if (left === null || reset === null) return
      // GitHub's clock measures the reset; ours may be wrong.
      const serverNow = Date.parse(headers.get('date') ?? '') || now()
      remaining = left
      resetsAt = now() + Math.max(reset * 1_000 - serverNow, 0) + 1_000
    },
    limit: () => limit,
  }
}

function readCount(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null
}
