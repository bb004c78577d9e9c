import { Type } from '@sinclair/typebox'
import { categories, relations } from '../../domain/pair.ts'
import { autoMerges } from '../../domain/pull-standing.ts'
import { names, nullable, oneOf, Time } from './parts.ts'

export const PullFacts = {
  number: Type.Integer(),
  title: Type.String(),
  author: nullable(Type.String()),
  state: Type.String({ enum: ['OPEN', 'CLOSED', 'MERGED'] }),
  draft: Type.Boolean(),
  url: nullable(Type.String()),
  headSha: Type.String(),
  landed: nullable(Type.Object({ sha: Type.String(), committedAt: Type.String() })),
  createdAt: Time,
  authorAssociation: nullable(
    Type.String({ description: 'what the author is to the repository, as GitHub says it; null: unknown' }),
  ),
  labels: names('names of labels'),
}
const PullStandingAnswer = Type.Object({
  nodeId: nullable(Type.String({ description: "its id in GitHub's GraphQL API; null: unknown" })),
  requestedReviewers: names('logins'),
  requestedTeams: names('slugs of teams'),
  assignees: names('logins'),
  autoMerge: nullable(
    Type.String({
      enum: [...autoMerges],
      description: 'how it will be merged once it may be; NONE: not by itself; null: unknown',
    }),
  ),
  stack: nullable(
    Type.Object(
      {
        number: Type.Integer(),
        size: nullable(Type.Integer()),
        position: nullable(Type.Integer()),
        baseRef: Type.String(),
      },
      { description: "GitHub's own stack that it belongs to; null: none is known" },
    ),
  ),
})
export const PullAnswer = Type.Object(PullFacts)
/** A pull request of the review queue with the strongest suggestion about it. */
export const QueuedPullAnswer = Type.Object({
  ...PullFacts,
  top: nullable(
    Type.Object({
      number: Type.Integer(),
      category: oneOf(categories),
      relation: nullable(Type.String({ enum: [...relations] })),
      score: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  ),
})
/** One pull request with its text and the state of its analysis. */
export const PullDetailFacts = {
  ...PullFacts,
  ...PullStandingAnswer.properties,
  body: Type.String(),
  baseRef: nullable(Type.String()),
  headFirstSeenAt: Type.String({ format: 'date-time' }),
  analysis: nullable(
    Type.Object(
      {
        headSha: Type.String(),
        baseSha: nullable(Type.String()),
        degraded: nullable(Type.String({ description: 'why it was not read wholly' })),
        analyzedAt: Type.String({ format: 'date-time' }),
        firstCommitAt: nullable(Type.String()),
      },
      { description: 'null: its present head was not analysed yet' },
    ),
  ),
}
