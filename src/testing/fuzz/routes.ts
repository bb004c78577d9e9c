import type { Schema } from './schema-values.ts'

/** One method at one address, as the fuzzer sees it. */
export interface Operation {
  method: string
  /** With its parameters in braces. */
  path: string
  pathParameters: Record<string, Schema>
  queryParameters: Record<string, Schema>
  body: Schema | undefined
}

/** The part of an OpenAPI description that is read. */
export interface Spec {
  paths: Record<string, Record<string, SpecOperation>>
}

interface SpecOperation {
  parameters?: { name: string; in: string; schema?: Schema }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}

export function readOperations({ paths }: Spec): Operation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => {
      const at = (place: string) =>
        Object.fromEntries(
          parameters
            .filter((parameter) => parameter.in === place)
            .map(({ name, schema = {} }) => [name, schema]),
        )
      return {
        method: method.toUpperCase(),
        path,
        pathParameters: at('path'),
        queryParameters: at('query'),
        body: requestBody?.content?.['application/json']?.schema,
      }
    }),
  )
}

const plain = (path: string, names: readonly string[] = [], query: readonly string[] = []): Operation => ({
  method: 'GET',
  path,
  pathParameters: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  queryParameters: Object.fromEntries(query.map((name) => [name, { type: 'string' }])),
  body: undefined,
})

/** What is answered too but is no part of the API that the description is of. */
export const undescribed: Operation[] = [
  plain('/'),
  plain('/{owner}/{repo}'),
  plain('/{owner}/{repo}/pulls/{number}'),
  plain('/assets/{file}', ['file']),
  plain('/api'),
  plain('/api/{unknown}', ['unknown']),
  plain('/api/docs'),
  plain('/api/openapi.json'),
  plain('/metrics'),
]
