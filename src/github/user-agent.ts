import { readVersion } from '../version.ts'

/**
 * Who asks, for the readers of a server's log: over REST and over git alike.
 * @param publicUrl where the asking service is reached, an origin; null when it is not known.
 */
export function deriveUserAgent(publicUrl: string | null): string {
  return `clawtriage/${readVersion(null)}${publicUrl === null ? '' : ` (+${publicUrl})`}`
}
