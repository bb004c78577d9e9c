import { Type } from '@sinclair/typebox'
import { mergeOutcomes, mostConflictFiles, mostMerged } from '../../domain/what-if.ts'
import { nullable, oneOf, Time } from './parts.ts'
import { PullNumber } from './paths.ts'

const MergeResult = {
  outcome: Type.String({
    enum: [...mergeOutcomes],
    description: 'EMPTY: it merges and changes nothing more; UNKNOWN: it could not be tried',
  }),
  files: Type.Array(Type.String(), {
    maxItems: mostConflictFiles,
    description: 'paths in conflict, the first of them',
  }),
  fileCount: Type.Integer({ description: 'how many are in conflict' }),
  reason: nullable(Type.String({ description: 'why it is unknown' })),
}
export const WhatIfAnswer = Type.Object({
  state: oneOf(['ready', 'computing', 'unavailable'] as const),
  reason: nullable(Type.String({ description: 'why it is unavailable' })),
  branch: Type.String({
    description: 'what they are merged into: the branch that all target, or the default one',
  }),
  tip: nullable(Type.String({ description: 'its commit; null: not known yet' })),
  lookedAt: nullable({ ...Time, description: 'when the branch stood there' }),
  pulls: Type.Array(
    Type.Object({
      number: PullNumber,
      headSha: Type.String(),
      baseRef: nullable(Type.String()),
      ...MergeResult,
    }),
    { maxItems: mostMerged, description: 'what each comes to now, in order of number' },
  ),
  pairs: Type.Array(Type.Object({ after: PullNumber, number: PullNumber, ...MergeResult }), {
    description:
      'what each comes to once `after` is merged; nothing comes after one that does not merge itself',
  }),
  leftOut: Type.Array(PullNumber, { description: `open ones beyond the first ${mostMerged}` }),
})
