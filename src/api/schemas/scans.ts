import { Type } from '@sinclair/typebox'
import { nullable, page, Time } from './parts.ts'

const ScanAnswer = Type.Object({
  id: Type.Integer(),
  snapshot: Type.String(),
  state: Type.String({ enum: ['waiting', 'active', 'done', 'failed', 'paused'] }),
  source: Type.String(),
  actor: nullable(Type.String()),
  listed: Type.Integer(),
  analyzed: Type.Integer(),
  unchanged: Type.Integer(),
  failed: Type.Integer(),
  degraded: Type.Integer(),
  githubRequests: Type.Integer(),
  githubLimit: nullable(Type.Integer()),
  graphqlPoints: Type.Integer({ description: "of GitHub's GraphQL points" }),
  factsProblem: nullable(
    Type.String({ description: 'why checks and reviews of some pull requests are unknown or old' }),
  ),
  setsFound: nullable(Type.Integer()),
  error: nullable(Type.String()),
  resumesAt: nullable(Time),
  createdAt: Time,
  startedAt: nullable(Time),
  finishedAt: nullable(Time),
})
export const RepositoryAnswer = Type.Object({
  owner: Type.String(),
  name: Type.String(),
  url: nullable(Type.String()),
  openPulls: Type.Integer(),
  duplicateSets: Type.Integer(),
  comparedAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'when the last scan was done; null: nothing was compared so far',
    }),
  ),
  rulesProblem: nullable(Type.String()),
  lastScan: nullable(ScanAnswer),
})
export const HealthAnswer = Type.Object({
  ok: Type.Boolean(),
  checks: Type.Record(Type.String(), Type.String({ enum: ['up', 'down'] })),
  version: Type.String(),
})
const IncompleteAnswer = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      outcome: Type.String({ enum: ['analyzed', 'unchanged', 'failed'] }),
      reason: Type.String(),
    }),
    { description: 'the first 20 of those that were not read at all (failed), or in part, and why' },
  ),
})
export const ScansAnswer = Type.Composite([
  page(Type.Composite([ScanAnswer, Type.Object({ incomplete: IncompleteAnswer })])),
  Type.Object({ openPulls: Type.Integer(), nextScanAt: nullable(Time) }),
])
const triggered = {
  jobId: Type.String(),
  owner: Type.String(),
  repo: Type.String(),
  snapshot: Type.String(),
  statusUrl: Type.String(),
}
export const TriggerAnswer = Type.Object({ enqueued: Type.Literal(true), ...triggered })
/** The scan was there already. */
export const RepeatAnswer = Type.Object({
  enqueued: Type.Literal(false),
  duplicate: Type.Literal(true),
  state: Type.String({ description: 'of its job, as the queue calls it', examples: ['completed'] }),
  ...triggered,
})
export const ScanStateAnswer = Type.Object({
  owner: Type.String(),
  repo: Type.String(),
  snapshot: Type.String(),
  state: ScanAnswer.properties.state,
  progress: Type.Object({
    listed: Type.Integer(),
    analyzed: Type.Integer(),
    unchanged: Type.Integer(),
    failed: Type.Integer(),
  }),
  degraded: Type.Integer({ description: 'of those, how many were not read wholly' }),
  resumesAt: nullable(Time),
  error: nullable(Type.String()),
  actor: nullable(Type.String()),
  createdAt: Time,
  finishedAt: nullable(Time),
})
