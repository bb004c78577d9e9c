import type { TObject, TSchema } from '@sinclair/typebox'
import { ErrorAnswer } from './schemas.ts'

interface RouteFacts {
  summary: string
  path?: TObject
  query?: TObject
  body?: TSchema
  answers: Record<number, TSchema>
  /** Statuses that answer with an error. */
  errors?: number[]
}

/** A route's part of the OpenAPI description, from the very schemas that check what comes in. */
export function describe({ summary, path, query, body, answers, errors = [] }: RouteFacts) {
  const content = (schema: TSchema) => ({ 'application/json': { schema: plain(schema) } })
  return {
    detail: {
      summary,
      parameters: [...parameters(path, 'path'), ...parameters(query, 'query')],
      ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
      responses: {
        ...Object.fromEntries(
          Object.entries(answers).map(([status, schema]) => [
            status,
            { description: 'the answer', content: content(schema) },
          ]),
        ),
        ...Object.fromEntries(
          errors.map((status) => [status, { description: 'an error', content: content(ErrorAnswer) }]),
        ),
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

/** TypeBox keeps notes of its own under symbols; JSON has none. */
function plain(schema: TSchema): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema)) as Record<string, unknown>
}
