import { AppError } from '../errors.ts'
import { accessRefusals } from '../words/refusals.ts'

/**
 * Wrong tokens that an address may send within the window: a person mistypes a few times, a guesser sends thousands.
 */
const mostFailures = 10
const windowMs = 60_000
/** Addresses remembered at a time, some 100 bytes each; the one that came first is forgotten first. */
const mostAddresses = 10_000

export interface FailedAttempts {
  /**
   * Counts a wrong token. A right one is never counted and never refused, so no one can lock a maintainer out by
   * failing from the same address.
   * @throws AppError RATE_LIMITED, with the seconds to wait, when the address has failed too often.
   */
  note(address: string): void
}

/**
 * Counts wrong tokens by address, in this process alone: a token is 16 random characters at least, so this spares work
 * and logs.
 */
export function openFailedAttempts(now: () => number = Date.now): FailedAttempts {
  const failures = new Map<string, { count: number; endsAt: number }>()
  return {
    note(address) {
      const at = now()
      let entry = failures.get(address)
      if (entry === undefined || entry.endsAt <= at) {
        failures.delete(address)
        if (failures.size >= mostAddresses) failures.delete(failures.keys().next().value!)
        entry = { count: 0, endsAt: at + windowMs }
        failures.set(address, entry)
      }
      if (++entry.count <= mostFailures) return
      const retryAfterSeconds = Math.max(1, Math.ceil((entry.endsAt - at) / 1_000))
      throw new AppError(
        'RATE_LIMITED',
        accessRefusals.wrongTokens(mostFailures, windowMs / 1_000, retryAfterSeconds),
        { details: { retryAfterSeconds } },
      )
    },
  }
}
