import { Type } from '@sinclair/typebox'

/** Of what comes in: a field that is not described is refused. */
export const strict = { additionalProperties: false } as const
/** One of these words. The description is what an error says is expected. */
export const oneOf = <T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(
    Type.String({
      enum: [...values],
      pattern: `^(?:${values.join('|')})$`,
      description: `one of ${values.join(', ')}`,
    }),
  )
/** Of what goes out: null says that it is unknown, or that there is none. */
export const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Time = Type.String({ format: 'date-time' })
/** A list of names that may be unknown. */
export const names = (what: string) =>
  nullable(Type.Array(Type.String(), { description: `${what}; null: unknown` }))
/** A part of a whole that may be unknown, 0 to 1. */
export const share = (what: string) =>
  nullable(Type.Number({ minimum: 0, maximum: 1, description: `${what}; null: unknown` }))
/** One page of a list; `nextCursor` is null at its end. */
export const page = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) })
export const ErrorAnswer = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    details: Type.Optional(Type.Object({}, { additionalProperties: true })),
  }),
})
