import { Type } from '@sinclair/typebox'
import { categories, maintainerVerdicts } from '../../domain/pair.ts'
import { decisionStates } from '../../domain/set-decision.ts'
import { setKinds, setSorts } from '../../postgres/read-duplicate-sets.ts'
import { pullKinds, pullSorts } from '../../postgres/read-pulls.ts'
import { sinceExpected, sincePattern } from '../../report/since.ts'
import { apiDescriptionTexts } from '../../words/api-description.ts'
import { oneOf, strict } from './parts.ts'
import { Owner, PullNumber, Repo, Snapshot } from './paths.ts'

const paging = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'a whole number from 1 to 100' }),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'the nextCursor of an earlier answer' })),
}
const filters = {
  minScore: Type.Number({ minimum: 0, maximum: 1, default: 0, description: 'a number from 0 to 1' }),
  category: Type.Optional(oneOf(categories)),
  state: Type.Optional(oneOf(['OPEN', 'CLOSED', 'MERGED', 'ALL'] as const)),
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: '^[^\\u0000]*$',
      description: 'at most 200 characters to look for',
    }),
  ),
}
const Note = Type.String({
  maxLength: 2_000,
  pattern: '^[^\\u0000]*$',
  description: 'at most 2000 characters',
})
export const VerdictBody = Type.Object(
  {
    verdict: oneOf(maintainerVerdicts),
    note: Type.Optional(Note),
    seen: Type.Optional(oneOf([...maintainerVerdicts, 'NONE'] as const)),
  },
  strict,
)
export const VerdictQuery = Type.Object({ seen: Type.Optional(oneOf(maintainerVerdicts)) }, strict)
const Version = Type.String({
  pattern: '^[0-9a-f]{32}\\.\\d{1,20}$',
  description: 'the version of the decision that was read',
  examples: ['8e1b33984b88927ea79c7559bb6aa3f0.0'],
})
export const DecisionBody = Type.Object(
  {
    keeper: Type.Optional(PullNumber),
    until: Type.Optional(
      Type.String({
        pattern: '^(?:change|\\d{4}-\\d{2}-\\d{2})$',
        description: 'a day to come, such as 2026-12-01, or "change"',
        examples: ['change'],
      }),
    ),
    note: Type.Optional(Note),
    version: Type.Optional(Version),
  },
  strict,
)
export const DecisionQuery = Type.Object({ version: Type.Optional(Version) }, strict)
export const WriteHeaders = Type.Object({
  'Idempotency-Key': Type.Optional(
    Type.String({
      pattern: '^[\\w.-]{8,100}$',
      description: apiDescriptionTexts.idempotencyKey,
      examples: ['3f1c9a2e7b604d15.0'],
    }),
  ),
})
const noNul = '^[^\\u0000]*$'
/** Bytes of a patch that is checked. Escaped in JSON it may come to several times as many. */
export const largestPatch = 2 * 1024 * 1024
export const CheckBody = Type.Object(
  {
    patch: Type.Optional(Type.String({ description: 'a unified diff, as git diff prints it, at most 2 MB' })),
    paths: Type.Optional(
      Type.Array(
        Type.String({
          minLength: 1,
          maxLength: 1_000,
          pattern: '^[^\\u0000-\\u001f"\\\\]+$',
          description: 'a path in the repository, without quotes and control characters',
        }),
        { minItems: 1, maxItems: 200, description: '1 to 200 paths in the repository' },
      ),
    ),
    title: Type.Optional(
      Type.String({ maxLength: 300, pattern: noNul, description: 'at most 300 characters' }),
    ),
    body: Type.Optional(
      Type.String({ maxLength: 65_536, pattern: noNul, description: 'at most 65536 characters' }),
    ),
    base: Type.Optional(
      Type.String({ minLength: 1, maxLength: 250, pattern: noNul, description: 'the name of a branch' }),
    ),
  },
  strict,
)
export const SetQuery = Type.Object(
  {
    ...filters,
    ...paging,
    sort: Type.Optional(oneOf(setSorts)),
    is: Type.Optional(oneOf(setKinds)),
    decision: Type.Optional(oneOf(decisionStates)),
  },
  strict,
)
export const PullQuery = Type.Object(
  { ...filters, ...paging, sort: Type.Optional(oneOf(pullSorts)), is: Type.Optional(oneOf(pullKinds)) },
  strict,
)
export const PullDetailQuery = Type.Object({ include: Type.Optional(oneOf(['candidates'] as const)) }, strict)
export const PageQuery = Type.Object(paging, strict)
export const NoQuery = Type.Object({}, strict)
export const FeedQuery = Type.Object(
  {
    token: Type.Optional(
      Type.String({
        pattern: '^[\\w-]{1,100}$',
        description: 'a token of this feed, as the dashboard makes them',
      }),
    ),
  },
  strict,
)
export const ReportQuery = Type.Object(
  { since: Type.String({ pattern: sincePattern, default: '7d', description: sinceExpected }) },
  strict,
)
export const SessionBody = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'the dashboard token, or the ops token',
    }),
    for: Type.Optional(oneOf(['dashboard', 'ops'] as const)),
  },
  strict,
)
export const TriggerBody = Type.Object(
  {
    owner: Owner,
    repo: Repo,
    maxOpenPrs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'a whole number from 1 to 100000' }),
    ),
    snapshot: Type.Optional(Snapshot),
  },
  strict,
)
export const TriggerHeaders = Type.Object({
  'X-Trigger-Actor': Type.Optional(
    Type.String({ description: apiDescriptionTexts.actor, examples: ['ada'] }),
  ),
})
