import fc, { type Arbitrary } from 'fast-check'
import type { FuzzFacts } from './request.ts'

/** What an `Authorization` or `Cookie` header says, and whether that opens the route. */
export interface Credentials {
  headers: [string, string][]
  trusted: boolean
}

/** Half of all requests carry the right token; of the others some carry none and some come close. */
export function credentials(
  kind: 'ops' | 'dashboard',
  { opsToken, dashboardToken, session }: FuzzFacts,
): Arbitrary<Credentials> {
  const [right, other] = kind === 'ops' ? [opsToken, dashboardToken] : [dashboardToken, opsToken]
  const refused: [string, string][][] = [
    [],
    [['authorization', `Bearer ${other}`]],
    [['authorization', `Bearer ${right}x`]],
    [['authorization', `Bearer ${right.slice(0, -1)}`]],
    [['authorization', `Bearer ${right.toUpperCase()}`]],
    [['authorization', `BearerX${right}`]],
    [['authorization', `Bearer  ${right}`]],
    [['authorization', `bearer ${right}`]],
    [['authorization', `Basic ${Buffer.from(`x:${right}`).toString('base64')}`]],
    [['authorization', `Bearer ${right}, Bearer ${right}`]],
    [['authorization', `Bearer ${'a'.repeat(6_000)}`]],
    [['authorization', 'Bearer']],
    [['authorization', '\u00ff\u00fe']],
    [['cookie', `clawtriage_session=${right}`]],
    [['cookie', `clawtriage_session=99999999999.${'A'.repeat(43)}; a=${right}`]],
    [['x-authorization', `Bearer ${right}`]],
  ]
  const accepted: [string, string][][] = [[['authorization', `Bearer ${right}`]]]
  if (kind === 'dashboard') accepted.push([['cookie', session]])
  return fc.oneof(
    fc.constantFrom(...accepted).map((headers): Credentials => ({ headers, trusted: true })),
    fc.constantFrom(...refused).map((headers): Credentials => ({ headers, trusted: false })),
  )
}

const contentTypes = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json;charset=latin1;;;',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  ', application/json',
  '',
  '\u00e9',
] as const

/** Letters that a header may hold, and those beyond ASCII that a server has to stand. */
const headerValue = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 300,
})

const names = [
  'x-trigger-actor',
  'accept',
  'accept-encoding',
  'accept-language',
  'cookie',
  'origin',
  'referer',
  'range',
  'if-none-match',
  'if-modified-since',
  'last-event-id',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'fly-client-ip',
  'forwarded',
  'x-http-method-override',
  'x-hub-signature-256',
  'x-github-delivery',
  'x-github-event',
  'content-encoding',
  'content-length',
  '__proto__',
] as const

const telling: [string, string][] = [
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-for', Array.from({ length: 200 }, () => '::1').join(',')],
  ['fly-client-ip', '127.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['accept-encoding', 'br;q=0, gzip;q=1.000, *;q=bad'],
  ['accept-encoding', 'br,'.repeat(500)],
  ['cookie', ';;=;a=b;clawtriage_session;clawtriage_session=='],
  ['content-length', '3'],
  ['content-length', '-1'],
  ['content-encoding', 'gzip'],
  ['range', 'bytes=0-0,5-'],
  ['x-trigger-actor', 'x'.repeat(4_000)],
]

/** Everything but the credentials. The right content type comes most often, or no body would be read. */
export const otherHeaders: Arbitrary<[string, string][]> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<string>('application/json') },
      { weight: 2, arbitrary: fc.constantFrom<string>(...contentTypes) },
    ),
    fc.array(
      fc.oneof(fc.constantFrom(...telling), fc.tuple(fc.constantFrom<string>(...names), headerValue)),
      { maxLength: 4 },
    ),
  )
  .map(([type, others]) => [['content-type', type], ...others])
