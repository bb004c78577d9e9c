import { AppError } from '../errors.ts'

/** Where a list goes on: the last row's sort key and id. Opaque to clients. */
export interface Cursor {
  sort: string
  key: number
  id: string
}

export function encodeCursor({ sort, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/** @throws AppError BAD_REQUEST for anything that this API did not give out for the same order. */
export function decodeCursor(text: string | undefined, sort: string): Cursor | null {
  if (text === undefined) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(value) && value.length === 3) {
      const [of, key, id] = value as unknown[]
      if (
        of === sort &&
        typeof key === 'number' &&
        Number.isFinite(key) &&
        typeof id === 'string' &&
        !id.includes('\0')
      )
        return { sort, key, id }
    }
  } catch {
    // Falls through to the one sentence.
  }
  throw new AppError(
    'BAD_REQUEST',
    'cursor: expected the nextCursor of an earlier answer with the same sort',
    {
      details: { field: 'cursor' },
    },
  )
}
