import fc, { type Arbitrary } from 'fast-check'
import { oddJson } from './odd-values.ts'

/** The part of JSON Schema that our description uses. */
export interface Schema {
  type?: string
  enum?: string[]
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}

/** Values that a schema allows; where the world holds some under that name, often one of those. */
export function allowed(schema: Schema, name: string, known: Record<string, string[]>): Arbitrary<unknown> {
  const existing = Object.hasOwn(known, name) ? known[name]! : []
  if (existing.length === 0) return bySchema(schema, known)
  const asTyped = (value: string) => (schema.type === 'integer' ? Number(value) : value)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...existing).map(asTyped) },
    { weight: 1, arbitrary: bySchema(schema, known) },
  )
}

function bySchema(schema: Schema, known: Record<string, string[]>): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'integer':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 0),
      )
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e3, max: schema.maximum ?? 1e3, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(bySchema(schema.items ?? {}, known), { maxLength: 3 })
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, property]) => [
            name,
            allowed(property, name, known),
          ]),
        ),
        { requiredKeys: schema.required ?? [] },
      )
    case 'string':
      return textOf(schema)
    default:
      return oddJson
  }
}

function textOf({ pattern, minLength = 0, maxLength = 60 }: Schema): Arbitrary<string> {
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, 60) })
  const matches = new RegExp(pattern)
  // fast-check makes no text for patterns that look ahead; the letters of names are near enough for ours.
  if (!pattern.includes('(?!') && !pattern.includes('(?=')) return fc.stringMatching(matches, { maxLength })
  return fc
    .string({ unit: fc.constantFrom(...'aZ09._-:'), minLength: 1, maxLength: 30 })
    .filter((value) => matches.test(value))
}

/** Values just outside of what a schema allows, or nowhere near it. */
export function refused(schema: Schema): Arbitrary<unknown> {
  const { minimum, maximum, maxLength, pattern } = schema
  const near: unknown[] = []
  if (minimum !== undefined) near.push(minimum - 1, minimum - 0.5)
  if (maximum !== undefined) near.push(maximum + 1, maximum + 0.5)
  if (maxLength !== undefined) near.push('x'.repeat(maxLength + 1))
  if (pattern !== undefined) near.push('a'.repeat(121), 'a b', 'a/b', 'a\n', '')
  return near.length === 0 ? oddJson : fc.oneof(fc.constantFrom(...near), oddJson)
}
