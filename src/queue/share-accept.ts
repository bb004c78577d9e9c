import type { ScanIdentity } from '../domain/scan.ts'
import type { EnqueuedScan } from './enqueue-scan.ts'
import { scanKey } from './identity.ts'

/**
 * While a scan is being accepted, whoever asks this process for the same one waits for that answer: a thousand at once
 * cost Redis and Postgres what one does. Where the attempt fails, one of those who waited makes another for all of
 * them; where that fails too, they are told why.
 * @param accept accepts one scan (accept-scan.ts); safe to repeat.
 */
export function shareAccept<W>(
  accept: (identity: ScanIdentity, wishes: W) => Promise<EnqueuedScan>,
): (identity: ScanIdentity, wishes: W) => Promise<EnqueuedScan> {
  const underWay = new Map<string, Promise<EnqueuedScan>>()
  return async (identity, wishes) => {
    const key = scanKey(identity)
    for (let failures = 0; ; failures++) {
      const before = underWay.get(key)
      if (before === undefined) break
      try {
        return { ...(await before), created: false }
      } catch (error) {
        if (failures > 0) throw error
      }
    }
    const own = accept(identity, wishes)
    underWay.set(key, own)
    try {
      return await own
    } finally {
      if (underWay.get(key) === own) underWay.delete(key)
    }
  }
}
