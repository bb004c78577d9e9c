import type { Static, TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import { Value } from '@sinclair/typebox/value'
import { AppError } from '../errors.ts'
import { requestRefusals } from '../words/refusals.ts'
import { readChunks } from './body.ts'
import { WriteHeaders } from './schemas/requests.ts'

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>()

/**
 * Checks a JSON body: what it holds is taken as it is, so 1.5 and "7" are no whole numbers. @throws AppError
 * BAD_REQUEST, likewise.
 */
export function checkBody<T extends TSchema>(schema: T, input: unknown): Static<T> {
  return checkValue(schema, Value.Default(schema, structuredClone(input)))
}

/**
 * Checks an address or a query, whose numbers are text, against its schema. Unlike the framework's own check it runs
 * after the caller is known, refuses unknown fields by name, and never repeats a value.
 * @throws AppError BAD_REQUEST naming the field and what is expected of it.
 */
export function check<T extends TSchema>(schema: T, input: unknown): Static<T> {
  return checkValue(schema, Value.Convert(schema, Value.Default(schema, structuredClone(input))))
}

function checkValue<T extends TSchema>(schema: T, value: unknown): Static<T> {
  let checker = compiled.get(schema)
  if (checker === undefined) {
    checker = TypeCompiler.Compile(schema)
    compiled.set(schema, checker)
  }
  // Compiled; looking for errors is not, and takes many times as long.
  if (checker.Check(value)) return value as Static<T>
  const error = checker.Errors(value).First()!
  const field = error.path.replace(/^\//, '').replaceAll('/', '.') || 'body'
  const expected = (error.schema.description as string | undefined) ?? error.message.toLowerCase()
  const unknown = error.message === 'Unexpected property'
  throw new AppError(
    'BAD_REQUEST',
    unknown ? requestRefusals.unknownField(named(field)) : requestRefusals.wrongField(named(field), expected),
    { details: { field: field.slice(0, longestName) } },
  )
}

const longestName = 80

/** A stranger's name for a field, fit for one line; what is no plain name is quoted. */
function named(field: string): string {
  const short = field.slice(0, longestName).toWellFormed()
  return /^[\w.[\]$-]+$/.test(short) ? short : JSON.stringify(short)
}

/**
 * What a write is known by: the id that its sender gave it (Idempotency-Key), what it does, and of what. Who gives one
 * id to two writes means both. Null: it has none.
 * @param subject the pair or set.
 * @throws AppError BAD_REQUEST.
 */
export function readWriteId(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  subject: string,
): string | null {
  const name = 'Idempotency-Key'
  const given = headers.get(name)
  return given === null ? null : `${check(WriteHeaders, { [name]: given })[name]} ${method} ${subject}`
}

/** A query string as an object; a name given twice is refused, since it cannot be meant. */
export function readQuery(url: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URL(url).searchParams) {
    if (Object.hasOwn(query, name))
      throw new AppError('BAD_REQUEST', requestRefusals.fieldTwice(named(name)), {
        details: { field: name.slice(0, longestName) },
      })
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return query
}

/** Bodies of ours are a few hundred bytes. */
const largestBody = 16 * 1024
/** Ours have one level or two; what walks through a body after this does so by recursion. */
const deepestBody = 32

/**
 * Reads a JSON body within its limit.
 * @param limit bytes.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, TOO_LARGE or BAD_REQUEST.
 */
export async function readJson(request: Request, limit = largestBody): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('UNSUPPORTED_MEDIA_TYPE', requestRefusals.notJsonType)
  const bytes = await readBytes(request, limit)
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('BAD_REQUEST', requestRefusals.notJson, { details: { field: 'body' } })
  }
  if (isDeeper(body, deepestBody))
    throw new AppError('BAD_REQUEST', requestRefusals.deepBody(deepestBody), {
      details: { field: 'body' },
    })
  return body
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of readChunks(request)) {
    size += chunk.length
    if (size > limit) throw new AppError('TOO_LARGE', requestRefusals.largeBody(limit))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Level by level, since a recursion would be what it guards against. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    if (level.length === 0) return false
  }
  return true
}
