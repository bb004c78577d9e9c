import type { TObject, TSchema } from '@sinclair/typebox'
import { statusMeanings } from '../words/api-description.ts'
import { exampleOf } from './example.ts'
import { mcpPaths } from './mcp-description.ts'
import { ErrorAnswer } from './schemas/parts.ts'

/** An answer that is no JSON. */
interface TextAnswer {
  mediaType: string
  description: string
  example: string
}

interface RouteFacts {
  summary: string
  path?: TObject
  query?: TObject
  headers?: TObject
  body?: TSchema
  answers?: Record<number, TSchema>
  /** What 200 answers where that is no JSON. */
  text?: TextAnswer
  /** Statuses that answer with an error. */
  errors?: number[]
}

/** What the plugin that writes the description carries of a route; the rest is ours (publishDescription). */
interface Operation {
  summary?: string
  [field: string]: unknown
}

interface Published {
  paths: Record<string, Record<string, Operation>>
}

/**
 * What is told of each route, by its summary. It is written when somebody reads the description and not when the API
 * starts, which would wait a tenth of a second for it.
 */
const told = new Map<string, RouteFacts>()

/** Gives a route its part of the OpenAPI description. No two have one summary. */
export function describe(facts: RouteFacts) {
  told.set(facts.summary, facts)
  return { detail: { summary: facts.summary } }
}

/** The description as it is published, from the plugin's. */
export function publishDescription(description: unknown): unknown {
  const { paths, ...rest } = description as Published
  // The plugin knows of a path's parameters no more than names, and of a query nothing.
  const operationOf = (operation: Operation) => {
    const facts = told.get(operation.summary ?? '')
    return { ...operation, ...(facts === undefined ? { parameters: [] } : writeRoute(facts)) }
  }
  const operationsOf = (operations: Record<string, Operation>) =>
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [method, operationOf(operation)]),
    )
  return {
    ...rest,
    paths: {
      ...Object.fromEntries(
        Object.entries(paths).map(([path, operations]) => [path, operationsOf(operations)]),
      ),
      ...mcpPaths(),
    },
  }
}

/** A route's part, from the very schemas that check what comes in. */
function writeRoute({ path, query, headers, body, answers = {}, text, errors = [] }: RouteFacts) {
  const json = (schema: Record<string, unknown>) => ({
    'application/json': { schema, example: exampleOf(schema) },
  })
  // Of errors the page tells the form once: an example for each status would be a third of the description.
  const error = { 'application/json': { schema: close(plain(ErrorAnswer)) as Record<string, unknown> } }
  return {
    parameters: [
      ...parameters(path, 'path'),
      ...parameters(query, 'query'),
      ...parameters(headers, 'header'),
    ],
    ...(body ? { requestBody: { required: true, content: json(plain(body)) } } : {}),
    responses: {
      ...(text ? { 200: describeText(text) } : {}),
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          {
            description: statusMeanings[Number(status)]!,
            content: json(close(plain(schema)) as Record<string, unknown>),
          },
        ]),
      ),
      ...Object.fromEntries(
        errors.map((status) => [status, { description: statusMeanings[status]!, content: error }]),
      ),
      // What goes wrong with us is told in the same form.
      default: { description: statusMeanings.default, content: error },
    },
  }
}

const describeText = ({ mediaType, description, example }: TextAnswer) => ({
  description,
  content: { [mediaType]: { schema: { type: 'string' as const }, example } },
})

function parameters(schema: TObject | undefined, place: 'path' | 'query' | 'header') {
  if (schema === undefined) return []
  const required = new Set(
    place === 'path' ? Object.keys(schema.properties) : place === 'header' ? schema.required : [],
  )
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.has(name),
    description: property.description,
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
