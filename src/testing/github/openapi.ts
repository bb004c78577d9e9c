import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { schemaOfVersion } from './breaking-changes.ts'
import type { CheckAnswer } from './serve-api.ts'

type Schema = { [key: string]: unknown }
interface Description {
  paths: Record<string, Record<string, { responses: Record<string, Schema> }>>
  components: Record<string, Record<string, Schema>>
}

/**
 * Where GitHub answers otherwise than its own description says: a pull request from a deleted fork has `head.repo:
 * null` and, when the account went too, `head.user: null` and `user: null`.
 */
const nullableInPractice: readonly [schema: string, ...path: string[]][] = [
  ['pull-request-simple', 'properties', 'head', 'properties', 'repo'],
  ['pull-request', 'properties', 'head', 'properties', 'repo'],
  ['pull-request', 'properties', 'head', 'properties', 'user'],
  ['pull-request', 'properties', 'user'],
]

let loaded: CheckAnswer | null = null

/**
 * Holds answers against GitHub's own OpenAPI description (npm's @octokit/openapi: of its 400 MB only the one file that
 * is needed is read: 13 MB, some 120 ms and, with the schemas compiled, 70 MB of memory, once in a process). A route or
 * status that it does not describe passes.
 */
export function checkAgainstOpenApi(): CheckAnswer {
  loaded ??= load()
  return loaded
}

function load(): CheckAnswer {
  const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
  const description = JSON.parse(readFileSync(path, 'utf8')) as Description
  for (const [name, ...steps] of nullableInPractice) {
    let schema = description.components.schemas![name]!
    for (const step of steps.slice(0, -1)) schema = schema[step] as Schema
    const last = steps.at(-1)!
    schema[last] = { anyOf: [{ type: 'null' }, schema[last]] }
  }
  const validators = new Map<string, ValidateFunction | null>()
  return (route, status, body, version) => {
    const key = `${route} ${status} ${version}`
    let validate = validators.get(key)
    if (validate === undefined) {
      validate = compile(description, route, status, version)
      validators.set(key, validate)
    }
    if (validate === null || validate(body)) return null
    return (validate.errors ?? [])
      .slice(0, 5)
      .map(({ instancePath, message }) => `${instancePath || 'the answer'} ${message}`)
      .join('; ')
  }
}

function compile(
  description: Description,
  route: string,
  status: number,
  version: string,
): ValidateFunction | null {
  const [method = '', path = ''] = route.split(' ')
  const response = description.paths[path]?.[method.toLowerCase()]?.responses[String(status)]
  if (response === undefined) return null
  const reference = typeof response.$ref === 'string' ? response.$ref.split('/').at(-1)! : null
  const described = reference === null ? response : description.components.responses![reference]!
  const content = (described.content as Record<string, { schema: Schema }> | undefined)?.['application/json']
  if (content === undefined) return null
  const definitions: Record<string, unknown> = {}
  const schema = translate(content.schema, description, version, definitions) as Schema
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, logger: false })
  formats.default(ajv)
  return ajv.compile({ ...schema, definitions })
}

/**
 * OpenAPI 3.0 to JSON schema, in one version of the API: `nullable` becomes a choice, references are gathered into
 * `definitions`.
 */
function translate(
  schema: unknown,
  description: Description,
  version: string,
  definitions: Record<string, unknown>,
): unknown {
  if (Array.isArray(schema)) return schema.map((part) => translate(part, description, version, definitions))
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, example, examples, ...rest } = schemaOfVersion(schema as Schema, version)
  const reference = typeof rest.$ref === 'string' ? rest.$ref.split('/').at(-1)! : null
  if (reference !== null) {
    if (!(reference in definitions)) {
      definitions[reference] = {}
      definitions[reference] = translate(
        description.components.schemas![reference],
        description,
        version,
        definitions,
      )
    }
    return { $ref: `#/definitions/${reference}` }
  }
  const translated = Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, part]) => [name, translate(part, description, version, definitions)]),
  )
  return nullable === true ? { anyOf: [{ type: 'null' }, translated] } : translated
}
