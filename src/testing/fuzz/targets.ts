import fc, { type Arbitrary } from 'fast-check'
import { oddEscape, oddText, tamperedCursor } from './odd-values.ts'
import type { FuzzFacts } from './request.ts'
import type { Operation } from './routes.ts'
import { allowed, refused, type Schema } from './schema-values.ts'

type Encoder = (text: string) => string
const encode: Encoder = (text) => encodeURIComponent(text.toWellFormed())
/** Encoded once, twice, in every byte, or not at all. */
const encoders: Encoder[] = [
  encode,
  encode,
  encode,
  (text) => encode(encode(text)),
  (text) => Buffer.from(text).reduce((all, byte) => `${all}%${byte.toString(16).padStart(2, '0')}`, ''),
  (text) => text.toWellFormed().replace(/[\s#?]/g, ''),
]

/** Path and query of one request to an operation: most often one that it could answer. */
export function targets(operation: Operation, facts: FuzzFacts): Arbitrary<string> {
  return fc.tuple(paths(operation, facts), queries(operation, facts)).map(([path, query]) => path + query)
}

function paths({ path, pathParameters }: Operation, { known }: FuzzFacts): Arbitrary<string> {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]!)
  const filled = fc
    .tuple(...names.map((name) => parameter(name, pathParameters[name] ?? { type: 'string' }, known, 6)))
    .map((values) => {
      let at = 0
      return path.replace(/\{[^}]+\}/g, () => values[at++]!)
    })
  const bent = fc
    .tuple(filled, fc.nat({ max: 60 }), fc.oneof(oddEscape, oddText.map(encode)))
    .map(([whole, at, odd]) => {
      const where = 1 + (at % whole.length)
      return `${whole.slice(0, where)}${odd}${whole.slice(where)}`
    })
  const long = filled.map((whole) => `${whole}/${'x'.repeat(9_000)}`)
  return fc.oneof(
    { weight: 12, arbitrary: filled },
    { weight: 1, arbitrary: filled.map((whole) => (whole.endsWith('/') ? whole.slice(0, -1) : `${whole}/`)) },
    { weight: 1, arbitrary: filled.map((whole) => whole.toUpperCase()) },
    { weight: 3, arbitrary: bent },
    { weight: 1, arbitrary: fc.oneof({ weight: 4, arbitrary: bent }, { weight: 1, arbitrary: long }) },
  )
}

function queries({ queryParameters }: Operation, { known, opsToken, dashboardToken }: FuzzFacts) {
  const described = Object.entries(queryParameters).map(([name, schema]) =>
    parameter(name, schema, known, 3).map((value) => `${name}=${value}`),
  )
  const unknown = fc.oneof(
    fc.tuple(oddText.map(encode), oddText.map(encode)).map((pair) => pair.join('=')),
    // The right token in a place where it counts for nothing, and must not be repeated.
    fc.constantFrom(`token=${dashboardToken}`, `access_token=${opsToken}`, `bearer=${dashboardToken}`),
    fc.constantFrom('&&', '=', '?', 'a[]=1', 'a[b][c]=1', '+', 'limit', 'limit=', '__proto__[x]=1'),
    oddEscape,
  )
  const someOf = (parts: Arbitrary<string>[]) =>
    parts.length === 0 ? fc.constant<string[]>([]) : fc.array(fc.oneof(...parts), { maxLength: 3 })
  return fc.oneof(
    { weight: 15, arbitrary: fc.constant('') },
    {
      weight: described.length > 0 ? 30 : 0,
      arbitrary: someOf(described).map((parts) => `?${[...byName(parts).values()].join('&')}`),
    },
    {
      weight: 10,
      arbitrary: someOf([...described, unknown]).map((parts) => `?${parts.join('&')}`),
    },
    { weight: 1, arbitrary: fc.constant(`?q=${'y'.repeat(9_000)}`) },
  )
}

/** `weight` times out of `weight + 1` a value that is allowed. */
function parameter(
  name: string,
  schema: Schema,
  known: Record<string, string[]>,
  weight: number,
): Arbitrary<string> {
  const { cursor: cursors = [] } = known
  return fc.oneof(
    ...(name === 'cursor' && cursors.length > 0
      ? [
          { weight, arbitrary: fc.constantFrom(...cursors) },
          { weight, arbitrary: tamperedCursor(cursors).map(encode) },
        ]
      : []),
    { weight, arbitrary: allowed(schema, name, known).map(String).map(encode) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(refused(schema).map(asText), fc.constantFrom(...encoders))
        .map(([text, encoder]) => encoder(text)),
    },
  )
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** A name that comes twice is refused at once, so what should be read has each once. */
function byName(parts: readonly string[]): Map<string, string> {
  return new Map(parts.map((part) => [part.split('=')[0]!, part]))
}
