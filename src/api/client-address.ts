import type { Config } from '../config.ts'

const addresses = new WeakMap<Request, string>()

/** Remembers where a request came from, since the request itself does not say. */
export function noteAddress(request: Request, address: string): void {
  addresses.set(request, address)
}

/** Where a request came from; "unknown" when it did not come over a socket. */
export function addressOf(request: Request): string {
  return addresses.get(request) ?? 'unknown'
}

/**
 * The address of whoever sent a request. Behind Fly's proxy the socket is the proxy's and `Fly-Client-IP` says who it was; anywhere else
 * that header is the sender's own invention. Of an IPv6 address the first 64 bits count: a subscriber has all of the rest.
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
