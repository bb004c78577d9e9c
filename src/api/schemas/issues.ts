import { Type } from '@sinclair/typebox'
import { checkStates, mergeables } from '../../domain/pull-facts.ts'
import { nullable, Time } from './parts.ts'
import { PullAnswer, PullFacts } from './pulls.ts'
import { Review } from './sets.ts'
import { WhatIfAnswer } from './what-if.ts'

const IssueFacts = {
  number: Type.Integer(),
  url: nullable(Type.String()),
  title: nullable(Type.String({ description: 'null: unknown' })),
  state: nullable(Type.String({ enum: ['OPEN', 'CLOSED'], description: 'null: unknown' })),
  closing: Type.Integer({ description: 'open pull requests that say they close it' }),
}
export const IssueGroupAnswer = Type.Object({
  ...IssueFacts,
  mentioning: Type.Integer({ description: 'open pull requests that only mention it' }),
  pulls: Type.Array(PullAnswer, { description: 'the first 20 of those that close it, in order of number' }),
})
const size = Type.Object({ files: Type.Integer(), added: Type.Integer(), removed: Type.Integer() })
export const IssueGroupDetailAnswer = Type.Object({
  ...IssueFacts,
  members: Type.Array(
    Type.Object({
      ...PullFacts,
      baseRef: nullable(Type.String()),
      checks: nullable(
        Type.String({ enum: [...checkStates], description: 'NONE: it has none; null: unknown' }),
      ),
      review: nullable(Review),
      mergeable: nullable(Type.String({ enum: [...mergeables], description: 'null: unknown' })),
      askedAt: nullable(
        Type.String({ format: 'date-time', description: 'when GitHub said these three; null: never' }),
      ),
      lastCommitAt: nullable(Time),
      size: nullable(size),
      tests: nullable(size),
      containedIn: nullable(
        Type.Array(Type.Object({ number: Type.Integer(), share: Type.Number({ minimum: 0, maximum: 1 }) }), {
          description: 'pull requests that have all but a twentieth of its change; null: it was not read',
        }),
      ),
      set: nullable(Type.String({ description: 'the duplicate set that it stands in' })),
    }),
    { description: 'the keeper table: open ones that close it, in order of number, the first 100' },
  ),
  mentions: Type.Array(PullAnswer, { description: 'open ones that only mention it, the first 100' }),
  whatIf: WhatIfAnswer,
  ended: Type.Array(PullAnswer, {
    description: 'those that closed it, or would have, and are not open any more: the last 100',
  }),
})
