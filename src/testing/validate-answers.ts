import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { JsonSchema } from '../api/schema-text.ts'

type Operations = Record<string, { responses?: Record<string, Described> }>
interface Described {
  content?: Record<string, { schema: JsonSchema }>
}
export interface ApiDescription {
  paths: Record<string, Operations>
}

export type AnswerCheck = (method: string, pathname: string, status: number, body: unknown) => void

/** @returns a function that throws an Error which says what of an answer is not described. */
export function openAnswerCheck(spec: ApiDescription): AnswerCheck {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const schemaOf = openAnswerSchemas(spec)
  const compiled = new Map<object, ValidateFunction>()
  const compile = (schema: object): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile(schema)
    compiled.set(schema, known)
    return known
  }
  return (method, pathname, status, body) => {
    const schema = schemaOf(method, pathname, status)
    if (schema === undefined) return
    const validate = compile(schema)
    if (!validate(body))
      throw new Error(
        `${method} ${pathname} answers ${status} with another body than is described: ${ajv.errorsText(validate.errors, { dataVar: 'body' })}\n${JSON.stringify(body)}`,
      )
  }
}

/**
 * @returns a function that finds the schema of an answer that is JSON; undefined: there is no such route, and nothing
 *   describes what is said of it but the form of all errors. It throws where the route has no such answer.
 */
export function openAnswerSchemas(
  spec: ApiDescription,
): (method: string, pathname: string, status: number) => JsonSchema | undefined {
  const routes = Object.entries(spec.paths).map(([path, operations]) => ({
    pattern: patternOf(path),
    operations,
  }))
  return (method, pathname, status) => {
    const operations = routes.find(({ pattern }) => pattern.test(pathname))?.operations
    const operation = operations?.[method === 'HEAD' ? 'get' : method.toLowerCase()]
    if (operation === undefined) return undefined
    const what = `${method} ${pathname} answers ${status}`
    const described =
      operation.responses?.[status] ?? (status >= 400 ? operation.responses?.default : undefined)
    if (described === undefined) throw new Error(`${what}, which is not described`)
    const schema = described.content?.['application/json']?.schema
    if (schema === undefined) throw new Error(`${what} with JSON, which is not described`)
    return schema
  }
}

/** The most particular first would matter if two could match; none can: a parameter never holds a slash. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
}
