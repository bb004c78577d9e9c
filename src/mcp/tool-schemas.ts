import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const repository = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}$',
  description: 'OWNER/REPO',
})
const number = (what: string) => Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: what })

export const ChangeInput = Type.Object(
  {
    repository,
    patch: Type.Optional(
      Type.String({
        maxLength: 2 * 1024 * 1024,
        description: 'the change as git diff prints it, at most 2 MB',
      }),
    ),
    paths: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 1_000 }), {
        minItems: 1,
        maxItems: 200,
        description: 'files that will be changed, where there is no code yet',
      }),
    ),
    title: Type.Optional(
      Type.String({ maxLength: 300, description: 'one sentence that says what it is for' }),
    ),
    body: Type.Optional(Type.String({ maxLength: 65_536, description: 'more of it; "Fixes #12" is a lead' })),
    base: Type.Optional(
      Type.String({ minLength: 1, maxLength: 250, description: 'the branch it is meant for' }),
    ),
  },
  strict,
)
export const PullInput = Type.Object({ repository, number: number('a pull request') }, strict)
export const SetsInput = Type.Object(
  {
    repository,
    category: Type.Optional(
      Type.String({ enum: ['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION', 'RELATED'] }),
    ),
    query: Type.Optional(Type.String({ maxLength: 200, description: 'words of a title, or a number' })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 50, description: 'at most so many; 20 by default' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 500, description: 'nextCursor of an earlier answer' })),
  },
  strict,
)
export const SetInput = Type.Object(
  {
    repository,
    id: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$', description: 'the id of a set, such as s101' }),
  },
  strict,
)
export const PairInput = Type.Object(
  { repository, a: number('one pull request'), b: number('another one') },
  strict,
)
