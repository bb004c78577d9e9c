import { Type } from '@sinclair/typebox'
import { channels } from '../../domain/alignment.ts'
import { categories } from '../../domain/pair.ts'
import { reviewDecisions } from '../../domain/pull-facts.ts'
import { decisionStates, setChanges } from '../../domain/set-decision.ts'
import { setKinds } from '../../postgres/read-duplicate-sets.ts'
import { EdgeAnswer } from './pairs.ts'
import { nullable, oneOf, page, strict, Time } from './parts.ts'
import { PullFacts } from './pulls.ts'

export const Review = Type.String({
  enum: [...reviewDecisions],
  description: 'what reviewers have decided; NONE: nothing, and nothing is asked for; null: unknown',
})
const DecisionAnswer = Type.Object(
  {
    state: Type.String({
      enum: [...decisionStates],
      description:
        'open: to be decided. waiting: put off. decided: a keeper was chosen or each pair has a verdict, and nothing has changed since. closed: nothing is left to be closed',
    }),
    keeper: nullable(Type.Integer({ description: 'the member that was chosen' })),
    until: nullable(Type.String({ description: 'what it was put off until: a day, or "change"' })),
    note: nullable(Type.String()),
    byWords: Type.Boolean({ description: 'it came of verdicts on all of its pairs' }),
    saidAt: nullable(Time),
    changes: Type.Array(
      Type.Object({ number: Type.Integer(), what: Type.String({ enum: [...setChanges] }) }, strict),
      { description: 'what has changed since' },
    ),
    version: Type.String({
      examples: ['8e1b33984b88927ea79c7559bb6aa3f0.0'],
      description: 'to be sent along with a decision: one that is stale answers 409',
    }),
  },
  strict,
)
export const WrittenDecisionAnswer = Type.Object(
  {
    decision: DecisionAnswer,
    before: Type.Union([DecisionAnswer, Type.Null()], { description: 'what it stands in the place of' }),
  },
  strict,
)
const SetFacts = {
  id: Type.String(),
  category: oneOf(categories),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  original: Type.Integer(),
  alreadyMerged: nullable(Type.Integer()),
  reason: Type.String(),
  decision: DecisionAnswer,
}
const MemberFacts = {
  ...PullFacts,
  review: nullable(Review),
  role: Type.String({ enum: ['original', 'duplicate', 'merged'] }),
}
export const ChangeSizes = nullable(
  Type.Array(
    Type.Object({
      channel: Type.String({ enum: [...channels] }),
      files: Type.Integer(),
      added: Type.Integer(),
      removed: Type.Integer(),
      paths: Type.Array(Type.String(), { description: 'the first ones' }),
    }),
    { description: 'what its change consists of; null: it was not read yet' },
  ),
)
const SetSummaryAnswer = Type.Object({ ...SetFacts, members: Type.Array(Type.Object(MemberFacts)) })
export const SetAnswer = Type.Object({
  ...SetFacts,
  members: Type.Array(Type.Object({ ...MemberFacts, channels: ChangeSizes })),
  edges: Type.Array(EdgeAnswer),
  issueGroups: Type.Array(Type.Object({ number: Type.Integer(), closing: Type.Integer() }), {
    description:
      'issues that a member and at least one other open pull request close, and how many open ones do; at most 20',
  }),
  publicPage: nullable(
    Type.String({ description: "the repository's page that everybody may read; null: there is none" }),
  ),
  closeComment: nullable(
    Type.String({
      description: "the repository's own template of the close plan's comment; null: it has none",
    }),
  ),
})
export const SetsAnswer = Type.Composite([
  page(SetSummaryAnswer),
  Type.Object({
    counts: Type.Record(oneOf(['ALL', ...categories, ...setKinds]), Type.Integer(), {
      description:
        'how many there are of each category under the chosen `is`, of each `is` under the chosen category, and of ALL under neither',
    }),
    decisions: Type.Object(
      Object.fromEntries(decisionStates.map((state) => [state, Type.Integer()])) as Record<
        (typeof decisionStates)[number],
        ReturnType<typeof Type.Integer>
      >,
      { ...strict, description: 'how many stand where in the queue, as they are narrowed otherwise' },
    ),
    ended: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          endedAt: Time,
          members: Type.Array(
            Type.Object(
              {
                number: Type.Integer(),
                title: PullFacts.title,
                author: PullFacts.author,
                state: PullFacts.state,
              },
              strict,
            ),
          ),
        },
        strict,
      ),
      {
        description:
          'with `decision=closed` and no other filter: sets all of whose pull requests were closed or merged in the last 90 days, the last one first, at most 100',
      },
    ),
    decidedAt: Type.Array(Time, {
      description: 'when sets were decided within the last 36 hours, the last one first, at most 1000',
    }),
    openPulls: Type.Integer({ description: 'open pull requests that are known' }),
    comparedAt: nullable(
      Type.String({
        format: 'date-time',
        description: 'when the last scan was done; null: nothing was compared so far',
      }),
    ),
  }),
])
