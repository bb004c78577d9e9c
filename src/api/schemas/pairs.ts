import { Type } from '@sinclair/typebox'
import { categories, maintainerVerdicts, relations } from '../../domain/pair.ts'
import { nullable, oneOf } from './parts.ts'

const Share = nullable(Type.Number({ minimum: 0, maximum: 1 }))
const SharedLines = Type.Object(
  { count: Type.Integer(), lines: Type.Array(Type.String()) },
  { description: 'how many lines both have; the first of them' },
)
const Paths = Type.Array(Type.String())
const Remainder = Type.Object(
  {
    productionFiles: Paths,
    testFiles: Paths,
    docsFiles: Paths,
    addedLines: Type.Integer(),
    removedLines: Type.Integer(),
  },
  { description: 'what only this one has' },
)
const EvidenceAnswer = Type.Object(
  {
    reasons: Type.Array(Type.String(), { description: 'the deciding one first' }),
    whyNotHigher: nullable(
      Type.String({ description: 'what would have to be different for a higher category' }),
    ),
    sharedProductionPaths: Paths,
    sharedAddedLines: SharedLines,
    sharedRemovedLines: SharedLines,
    sharedSymbols: Type.Array(Type.String()),
    sharedTests: Paths,
    sharedDocs: Paths,
    sharedIssues: Type.Array(Type.String(), { description: 'as written: #123, PROJ-12' }),
    closedByBoth: Type.Optional(Type.Array(Type.String())),
    containment: Type.Object(
      { aInB: Share, bInA: Share },
      { description: 'the share of the one that the other has too; null: it has nothing that could be had' },
    ),
    onlyA: Remainder,
    onlyB: Remainder,
    first: Type.Object({
      number: Type.Integer(),
      by: Type.String({ enum: ['opened', 'commit author date', 'number'] }),
    }),
    ownVerdicts: Type.Optional(
      Type.Object(
        { scoreBefore: Type.Number(), pairs: Type.Integer(), duplicates: Type.Integer() },
        { description: "what the maintainers' verdicts on pairs of this category have moved the score from" },
      ),
    ),
  },
  { description: 'facts that a person can check' },
)
const Relation = nullable(Type.String({ enum: [...relations] }))
export const EdgeAnswer = Type.Object({
  a: Type.Integer(),
  b: Type.Integer(),
  category: oneOf(categories),
  relation: Relation,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  signals: Type.Record(Type.String(), Type.Number()),
  evidence: EvidenceAnswer,
  verdict: Type.Optional(oneOf(maintainerVerdicts)),
  claimed: Type.Optional(
    nullable(
      Type.Object(
        { category: oneOf(categories), relation: Relation, score: Type.Number({ minimum: 0, maximum: 1 }) },
        { description: 'what the comparison said before the verdict; null: it had found nothing' },
      ),
    ),
  ),
})
