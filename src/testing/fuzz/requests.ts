import fc, { type Arbitrary } from 'fast-check'
import { bodies } from './bodies.ts'
import { credentials, otherHeaders } from './headers.ts'
import type { FuzzFacts, FuzzRequest } from './request.ts'
import { type Operation, readOperations, type Spec, undescribed } from './routes.ts'
import { targets } from './targets.ts'

/** TRACE and CONNECT are missing, since the fetch API sends neither: the raw requests do. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'pOsT', 'X'] as const

/** Requests at every route that the description names and at those that it leaves out, each as often as the others. */
export function fuzzRequests(spec: Spec, facts: FuzzFacts): Arbitrary<FuzzRequest> {
  return fc.oneof(
    ...[...readOperations(spec), ...undescribed].map((operation) => requestsAt(operation, facts)),
  )
}

function requestsAt(operation: Operation, facts: FuzzFacts): Arbitrary<FuzzRequest> {
  const method = fc.oneof(
    { weight: 6, arbitrary: fc.constant<string>(operation.method) },
    { weight: 1, arbitrary: fc.constantFrom<string>(...methods) },
  )
  return fc
    .record({
      method,
      target: targets(operation, facts),
      credentials: credentials(/^\/(?:api\/ops\/|metrics)/.test(operation.path) ? 'ops' : 'dashboard', facts),
      headers: otherHeaders,
      body: bodies(operation.body, facts.known),
      address: fc.constantFrom(...addresses),
    })
    .map(({ method, target, credentials, headers, body, address }) => ({
      route: `${operation.method} ${operation.path}`,
      method,
      target,
      headers: [...credentials.headers, ...headers],
      body,
      trusted: credentials.trusted,
      address,
    }))
}

/** Enough of them that wrong tokens are not all answered 429, few enough that each is limited in its turn. */
const addresses = [
  ...Array.from({ length: 120 }, (_, at) => `198.51.100.${at}`),
  ...Array.from({ length: 20 }, (_, at) => `2001:db8:${at}::1`),
  '127.0.0.1',
  '::1',
  '::ffff:198.51.100.7',
  'fe80::1%eth0',
  '',
  '::::',
  'no address',
]
