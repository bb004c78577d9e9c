import fc, { type Arbitrary } from 'fast-check'

/**
 * What has broken other programs: prototypes, formats, traversal, SQL, LIKE signs, numbers at their edges, text that is
 * none.
 */
const infamous = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e9',
  '1e308',
  '1e999',
  '0x10',
  '2147483647',
  '2147483648',
  '9007199254740993',
  '9'.repeat(400),
  "';DROP TABLE edges;--",
  '$1',
  '%',
  '_',
  '\\',
  '100%',
  '%s%n%x',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff x',
  '\u202e',
  '\ufeff',
  'İ',
  'ß',
  'a\r\nx-injected: 1',
  '\u2028',
  '🦞'.repeat(60),
  'x'.repeat(201),
  'x'.repeat(3_000),
] as const

/** Unexpected text. */
export const oddText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...infamous) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
  { weight: 1, arbitrary: oddCursor() },
)

/**
 * A cursor that the API has given out, with something done to it: a part of it is another, or is missing, or it is
 * spelt in another way.
 * @param real `nextCursor`s of real answers.
 */
export function tamperedCursor(real: readonly string[]): Arbitrary<string> {
  const encode = (json: string) => Buffer.from(json).toString('base64url')
  return fc
    .tuple(fc.constantFrom(...real), fc.nat({ max: 2 }), oddPart, fc.nat({ max: 4 }), fc.nat())
    .map(([cursor, at, odd, way, where]) => {
      const json = Buffer.from(cursor, 'base64url').toString('utf8')
      const parts = JSON.parse(json) as unknown[]
      switch (way) {
        case 0:
          // Spelt out, since JSON.stringify would not write 1e400.
          return encode(`[${parts.map((part, index) => (index === at ? odd : JSON.stringify(part))).join()}]`)
        case 1:
          return encode(JSON.stringify(parts.toSpliced(at, 1)))
        case 2:
          return encode(json.replaceAll(',', ', '))
        case 3:
          return `${cursor.slice(0, where % cursor.length)}A${cursor.slice((where % cursor.length) + 1)}`
        default:
          return encode(`[${json.slice(1, -1)},${odd}]`)
      }
    })
}

/** As it is written in JSON. */
const oddPart = fc.oneof(
  fc.constantFrom(
    ...[
      '0',
      '-1',
      '1.5',
      '"1.5"',
      '"1"',
      '1e400',
      '-1e400',
      '1e308',
      '5e-324',
      '-0',
      '2147483648',
      '-2147483649',
    ],
    ...[
      '9007199254740993',
      '9223372036854775808',
      '""',
      '"s1"',
      '"\\u0000"',
      '"\\ud800"',
      'null',
      '[]',
      '{}',
      'true',
    ],
  ),
  fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.stringify(value)),
)

/** Looks as if the API had given it out as a `nextCursor`: the right form, with a key and an id of no page. */
function oddCursor(): Arbitrary<string> {
  const key = fc.oneof(
    fc.constantFrom<unknown>(0, -1, 0.9, 1.5, 1e300, -1e300, 5e-324, 2 ** 53, 2 ** 63, '1', null, [], {}),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  const id = fc.oneof(
    fc.constantFrom<unknown>(
      '',
      's1',
      '1',
      '-1',
      '1.5',
      '1e300',
      'Infinity',
      '2147483648',
      '\ud800',
      7,
      null,
    ),
    fc.string({ unit: 'binary', maxLength: 10 }),
  )
  const sort = fc.constantFrom<unknown>('score', 'newest', 'size', 'scans', 'candidates', 'other', 1)
  return fc.tuple(sort, key, id).map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'))
}

/** An unexpected value of JSON. */
export const oddJson: Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 100_001, [], {}, [[]], ['acme'], { a: 1 }),
)

/** What follows a `%` in a client that encodes badly, raw in a path or a query. */
export const oddEscape: Arbitrary<string> = fc.constantFrom(
  '%',
  '%zz',
  '%0',
  '%00',
  '%ff',
  '%c0%ae',
  '%ed%a0%80',
  '%2e%2e',
  '..%2f',
  '%2f',
  '%5c',
  '%25%32%66',
  '%u0041',
  '%0d%0ax:1',
  ';a=b',
  '//',
  '\\',
  '|',
  '^',
  '`',
  '{x}',
)
