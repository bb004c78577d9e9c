import type { Config } from '../config.ts'

/** How a request reached us, which the request that the routes get does not say. */
export interface Arrival {
  /** Whom it came from (readAddress). */
  address: string
  /** The address at the other end of the socket, which may be a proxy's. */
  socket: string
  /**
   * Scheme and host as the client spelt them, for links in an answer and for nothing else: both are the client's to
   * choose.
   */
  origin: string
}

const unknown: Arrival = { address: 'unknown', socket: '', origin: 'http://localhost' }
const arrivals = new WeakMap<Request, Arrival>()

/** Remembers how a request came. */
export function noteArrival(request: Request, arrival: Partial<Arrival>): void {
  arrivals.set(request, { ...unknown, ...arrival })
}

/** How a request came; of one that did not come over a socket little is known. */
export function arrivalOf(request: Request): Arrival {
  return arrivals.get(request) ?? unknown
}

/** As the client asked for it; behind a proxy with TLS the proxy says so. */
export function readOrigin({ protocol, host }: URL, headers: Headers): string {
  return `${headers.get('x-forwarded-proto') === 'https' ? 'https:' : protocol}//${host}`
}

/**
 * The address that a request was sent from. Behind Fly's proxy the socket is the proxy's and `Fly-Client-IP` says who
 * it was; anywhere else that header is the sender's own invention. Of an IPv6 address the first 64 bits count: a
 * subscriber has all of the rest.
 */
export function readAddress(
  request: Request,
  socketAddress: string | undefined,
  { behindFly }: Pick<Config, 'behindFly'>,
): string {
  const told = behindFly ? request.headers.get('fly-client-ip') : null
  const address = (told ?? socketAddress ?? 'unknown').trim().slice(0, 64)
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped !== null) return mapped[1]!
  if (!address.includes(':')) return address
  return firstHalf(address)
}

function firstHalf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::', 2)
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  if (tail !== undefined) while (groups.length + after.length < 8) groups.push('0')
  return `${[...groups, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
