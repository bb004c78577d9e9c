import fc, { type Arbitrary } from 'fast-check'
import { oddJson, oddText } from './odd-values.ts'
import type { FuzzBody } from './request.ts'
import { allowed, refused, type Schema } from './schema-values.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a route gets as its body: right, nearly right, or nothing like it; whole or in pieces. */
export function bodies(schema: Schema | undefined, known: Record<string, string[]>): Arbitrary<FuzzBody> {
  const bytes = fc.oneof(
    ...(schema === undefined
      ? []
      : [
          { weight: 5, arbitrary: allowed(schema, '', known).map(encode) },
          { weight: 5, arbitrary: spoiled(schema, known).map(encode) },
        ]),
    { weight: 2, arbitrary: oddJson.map(encode) },
    { weight: 2, arbitrary: brokenJson },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  )
  return fc.oneof(
    { weight: 6, arbitrary: bytes.map((all): FuzzBody => ({ kind: 'bytes', bytes: all })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(bytes, fc.integer({ min: 1, max: 64 }), fc.constantFrom(false, false, true))
        .map(([all, size, breaks]): FuzzBody => ({ kind: 'stream', chunks: slice(all, size), breaks })),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

/** A right body with one field wrong, missing, unknown or named like something of JavaScript's own. */
function spoiled(schema: Schema, known: Record<string, string[]>): Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const right = allowed(schema, '', known) as Arbitrary<Record<string, unknown>>
  const changes = [
    ...properties.map(([name, property]) => refused(property).map((value) => [name, value] as const)),
    ...properties.map(([name]) => fc.constant([name, undefined] as const)),
    fc.tuple(fc.constantFrom('__proto__', 'constructor', 'depth', '', 'toJSON'), oddJson),
    fc.tuple(oddText, oddJson),
  ]
  return fc.tuple(right, fc.oneof(...changes)).map(([body, [name, value]]) => {
    const changed = { ...body }
    // Not an assignment, which would set the prototype instead of sending the name.
    Object.defineProperty(changed, name, { value, enumerable: true, configurable: true, writable: true })
    return changed
  })
}

const nest = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

const brokenJson: Arbitrary<Uint8Array> = fc.constantFrom<Uint8Array>(
  utf8(''),
  utf8('{'),
  utf8('{"owner":"acme","owner":"other","repo":"gateway"}'),
  utf8('\ufeff{"owner":"acme","repo":"gateway"}'),
  utf8("{'owner':'acme'}"),
  utf8('{"owner":"acme","repo":"gateway"}{}'),
  utf8('{"owner":"acme","repo":"\\ud800"}'),
  utf8('[1e999,-1e999]'),
  utf8('owner=acme&repo=gateway'),
  // As deep as the largest body lets it be.
  utf8(nest('[', ']', 8_000)),
  utf8(nest('{"owner":', '}', 1_500).replace(':}', ':1}')),
  utf8(JSON.stringify('x'.repeat(16 * 1024 - 2))),
  utf8(JSON.stringify('x'.repeat(16 * 1024 - 1))),
  utf8(JSON.stringify('x'.repeat(100_000))),
  Uint8Array.of(0x22, 0xff, 0xfe, 0x22),
  Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d),
  Uint8Array.of(0x00),
)

function encode(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value) ?? '')
}

function slice(bytes: Uint8Array, size: number): Uint8Array[] {
  // A large body in small pieces takes long and shows nothing more.
  const step = Math.max(size, Math.ceil(bytes.length / 50))
  return Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
    bytes.subarray(at * step, (at + 1) * step),
  )
}
