import { exampleOf } from '../api/example.ts'
import type { JsonSchema } from '../api/schema-text.ts'

/**
 * Adds to an answer that a test made what every answer has and the test left out: null where nothing may be known, an
 * empty list where it is one, else the description's example. What the test says stays as it is, right or wrong.
 * @param body plain JSON.
 */
export function completeAnswer(schema: JsonSchema, body: unknown): unknown {
  if (schema.anyOf !== undefined) {
    const [branch] = [...schema.anyOf].sort((x, y) => likeness(y, body) - likeness(x, body))
    return branch === undefined ? body : completeAnswer(branch, body)
  }
  if (Array.isArray(body)) return body.map((item) => completeAnswer(schema.items ?? {}, item))
  if (typeof body !== 'object' || body === null) return body
  const { properties = {}, required = [] } = schema
  const said = Object.entries(body).map(([name, value]) => [
    name,
    name in properties ? completeAnswer(properties[name]!, value) : value,
  ])
  const missing = required
    .filter((name) => !Object.hasOwn(body, name) && properties[name] !== undefined)
    .map((name) => [name, leastOf(properties[name]!, name)])
  return Object.fromEntries([...said, ...missing])
}

function leastOf(schema: JsonSchema, name: string): unknown {
  if (schema.anyOf?.some(({ type }) => type === 'null')) return null
  return schema.type === 'array' ? [] : exampleOf(schema, name)
}

/** Of several that a value may be: -1 for what it is not, else how many of its fields are described. */
function likeness({ type, properties }: JsonSchema, body: unknown): number {
  if (body === null || type === 'null') return body === null && type === 'null' ? 0 : -1
  if (Array.isArray(body)) return type === 'array' ? 0 : -1
  if (typeof body !== 'object') return type === 'object' || type === 'array' ? -1 : 0
  if (type !== 'object') return -1
  return Object.keys(body).filter((name) => properties?.[name] !== undefined).length
}
