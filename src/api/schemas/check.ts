import { Type } from '@sinclair/typebox'
import { categories, relations } from '../../domain/pair.ts'
import { nullable, oneOf, share, strict, Time } from './parts.ts'
import { PullFacts } from './pulls.ts'

export const CheckAnswer = Type.Object({
  matches: Type.Array(
    Type.Object(
      {
        number: Type.Integer(),
        title: Type.String(),
        author: nullable(Type.String()),
        state: Type.String({ enum: ['OPEN', 'CLOSED', 'MERGED'] }),
        landed: PullFacts.landed,
        url: nullable(Type.String()),
        category: oneOf(categories),
        relation: nullable(Type.String({ enum: [...relations] })),
        score: Type.Number({ minimum: 0, maximum: 1 }),
        reasons: Type.Array(Type.String()),
        containment: Type.Object(
          {
            ofYours: share('the share of your change that it has'),
            ofTheirs: share('the share of its change that yours has'),
          },
          strict,
        ),
        sharedPaths: Type.Array(Type.String(), { description: 'files that both change' }),
        sharedLines: Type.Object(
          { count: Type.Integer(), lines: Type.Array(Type.String(), { maxItems: 5 }) },
          { ...strict, description: 'lines that both add; the first five' },
        ),
        compareUrl: Type.String({ description: 'its page in the dashboard' }),
      },
      strict,
    ),
    { maxItems: 5, description: 'best first, at most five' },
  ),
  landed: nullable(
    Type.Object(
      {
        sha: Type.String(),
        subject: Type.String(),
        committedAt: Time,
        atTip: Type.Optional(
          Type.Boolean({
            description:
              'true: the commit is the tip of the default branch, at which all of the change is there; which one brought it is not known',
          }),
        ),
      },
      strict,
    ),
  ),
  compared: Type.Object(
    {
      open: Type.Integer({ description: 'open pull requests that it was compared with' }),
      closed: Type.Integer({ description: 'closed and merged ones' }),
      of: Type.Integer({ description: 'open pull requests that are known' }),
      ageSeconds: nullable(
        Type.Integer({ description: 'since the last scan was done; null: none was done yet' }),
      ),
    },
    strict,
  ),
})
