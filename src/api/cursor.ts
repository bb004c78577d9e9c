import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { AppError } from '../errors.ts'
import { requestRefusals } from '../words/refusals.ts'
import { IssueNumber, PullNumber, RepositoryName, SetId } from './schemas/paths.ts'

/** Where a list goes on: the last row's sort key and id. Opaque to clients. */
export interface Cursor<Id> {
  sort: string
  key: number
  id: Id
}

/** JSON knows no other numbers than those that Postgres' double precision holds. */
const sortKey = Type.Number()

/** What the cursors of each list hold: what a client makes of one is checked as strictly as any other input. */
export const cursors = {
  repositories: { key: Type.Literal(0), id: RepositoryName },
  sets: { key: sortKey, id: SetId },
  pulls: { key: sortKey, id: PullNumber },
  candidates: { key: Type.Number({ minimum: 0, maximum: 1 }), id: PullNumber },
  issues: { key: Type.Integer({ minimum: 2, maximum: 2_147_483_647 }), id: IssueNumber },
  scans: { key: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), id: Type.Null() },
} as const satisfies Record<string, { key: TSchema; id: TSchema }>

type IdOf<List extends keyof typeof cursors> = Static<(typeof cursors)[List]['id']>

export function encodeCursor<List extends keyof typeof cursors>(
  _list: List,
  { sort, key, id }: Cursor<IdOf<List>>,
): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/**
 * @throws AppError BAD_REQUEST for anything that this API would not have given out for the same list in the same order.
 */
export function decodeCursor<List extends keyof typeof cursors>(
  list: List,
  text: string | undefined,
  sort: string,
): Cursor<IdOf<List>> | null {
  if (text === undefined) return null
  const { key, id } = cursors[list]
  const value = parse(text)
  if (Value.Check(Type.Tuple([Type.Literal(sort), key, id]), value)) {
    const [, foundKey, foundId] = value as [string, number, IdOf<List>]
    const cursor = { sort, key: foundKey, id: foundId }
    // Base64 and JSON have many spellings of one value; ours is one of them.
    if (encodeCursor(list, cursor) === text) return cursor
  }
  throw new AppError('BAD_REQUEST', requestRefusals.cursor, {
    details: { field: 'cursor' },
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
