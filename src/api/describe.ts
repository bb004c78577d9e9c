import type { TObject, TSchema } from '@sinclair/typebox'
import { ErrorAnswer } from './schemas/parts.ts'

interface RouteFacts {
  summary: string
  path?: TObject
  query?: TObject
  body?: TSchema
  answers: Record<number, TSchema>
  /** Statuses that answer with an error. */
  errors?: number[]
}

/**
 * Where a route's parameters wait: the plugin that writes the description puts its own in their place, which know of a
 * path no more than names, and of a query nothing.
 */
const ownParameters = 'x-parameters'

interface Published {
  paths: Record<string, Record<string, Record<string, unknown>>>
}

/** The description as it is published, from the plugin's. */
export function publishDescription(description: unknown): unknown {
  const { paths, ...rest } = description as Published
  const operationsOf = (operations: Published['paths'][string]) =>
    Object.fromEntries(
      Object.entries(operations).map(([method, { [ownParameters]: parameters = [], ...operation }]) => [
        method,
        { ...operation, parameters },
      ]),
    )
  return {
    ...rest,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [path, operationsOf(operations)]),
    ),
  }
}

/** A route's part of the OpenAPI description, from the very schemas that check what comes in. */
export function describe({ summary, path, query, body, answers, errors = [] }: RouteFacts) {
  const content = (schema: TSchema) => ({ 'application/json': { schema: plain(schema) } })
  const closedContent = (schema: TSchema) => ({
    'application/json': { schema: close(plain(schema)) as Record<string, unknown> },
  })
  return {
    detail: {
      summary,
      [ownParameters]: [...parameters(path, 'path'), ...parameters(query, 'query')],
      ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
      responses: {
        ...Object.fromEntries(
          Object.entries(answers).map(([status, schema]) => [
            status,
            { description: 'the answer', content: closedContent(schema) },
          ]),
        ),
        ...Object.fromEntries(
          errors.map((status) => [status, { description: 'an error', content: closedContent(ErrorAnswer) }]),
        ),
        // What goes wrong with us is told in the same form.
        default: { description: 'another error', content: closedContent(ErrorAnswer) },
      },
    },
  }
}

function parameters(schema: TObject | undefined, place: 'path' | 'query') {
  if (schema === undefined) return []
  const required = new Set(place === 'path' ? Object.keys(schema.properties) : [])
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.has(name),
    schema: plain(property),
  }))
}

/** An answer has the fields that are described and no other: what is not said to be open is closed. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]))
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner
}

/** TypeBox keeps notes of its own under symbols; JSON has none. */
function plain(schema: TSchema): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema)) as Record<string, unknown>
}
