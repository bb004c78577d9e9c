import { AppError } from '../errors.ts'
import { requestRefusals } from '../words/refusals.ts'

/** Methods that change nothing here. */
const reading = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses a request that a browser sends for another site's page and that would change something. The cookie is
 * SameSite=Strict already; this holds for browsers that do not know it, for sibling subdomains, and where no cookie is
 * needed. Programs send no `Origin`.
 * @param origin scheme and host as the client asked for us.
 * @throws AppError FORBIDDEN
 */
export function refuseForeignOrigin(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  { origin, publicUrl }: { origin: string; publicUrl: string | null },
): void {
  if (reading.includes(method)) return
  const from = headers.get('origin')
  // A proxy that ends TLS may not say so, which makes ours look like http.
  const own = [origin, origin.replace(/^http:/, 'https:'), publicUrl]
  if (from !== null ? own.includes(from) : !/^(?:cross|same)-site$/.test(headers.get('sec-fetch-site') ?? ''))
    return
  throw new AppError('FORBIDDEN', requestRefusals.foreignOrigin)
}
