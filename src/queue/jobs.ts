import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { AppError } from '../errors.ts'
import { ownerPattern, repoPattern, snapshotPattern } from './identity.ts'

/** Queue names; BullMQ refuses ":" in them. */
export const scanQueueName = 'scans'
export const analysisQueueName = 'analyses'

/** Where the pull requests come from. A mirror is given by the command line alone, never over HTTP. */
export const SourceChoice = Type.Union([
  Type.Object({ kind: Type.Literal('git') }),
  Type.Object({ kind: Type.Literal('api') }),
  Type.Object({ kind: Type.Literal('mirror'), dir: Type.String({ minLength: 1 }) }),
])
export type SourceChoice = Static<typeof SourceChoice>

export const ScanJob = Type.Object({
  scanId: Type.Integer({ minimum: 1 }),
  owner: Type.String({ pattern: ownerPattern }),
  repo: Type.String({ pattern: repoPattern }),
  snapshot: Type.String({ pattern: snapshotPattern }),
  source: SourceChoice,
  maxOpenPrs: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  all: Type.Boolean(),
  /** How far the job has come; kept in the job so that a restart goes on from there. */
  step: Type.Union([Type.Literal('list'), Type.Literal('compare')]),
  /** Whether the list has brought anything that the last scan did not know. */
  hasNews: Type.Optional(Type.Boolean()),
  /** How far the list has come, likewise. */
  cursor: Type.Optional(
    Type.Object({
      part: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('done')]),
      page: Type.Integer({ minimum: 1 }),
      open: Type.Integer({ minimum: 0 }),
      openFrom: Type.Integer({ minimum: 0 }),
      beganAt: Type.String({ format: 'date-time' }),
    }),
  ),
})
export type ScanJob = Static<typeof ScanJob>

/** Some pull requests of one scan, analysed together so that git is asked once for all of them. */
export const AnalysisJob = Type.Object({
  scanId: Type.Integer({ minimum: 1 }),
  repositoryId: Type.Integer({ minimum: 1 }),
  owner: Type.String({ pattern: ownerPattern }),
  repo: Type.String({ pattern: repoPattern }),
  snapshot: Type.String({ pattern: snapshotPattern }),
  source: SourceChoice,
  numbers: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 1_000 }),
})
export type AnalysisJob = Static<typeof AnalysisJob>

const scanJobCheck = Compile(ScanJob)
const analysisJobCheck = Compile(AnalysisJob)

/** @throws AppError INTERNAL when the queue holds something else than a scan (an older version's job, a foreign one). */
export function readScanJob(data: unknown): ScanJob {
  if (scanJobCheck.Check(data)) return data
  throw unreadable('scan', scanJobCheck.Errors(data)[0]?.instancePath)
}

/** @throws AppError INTERNAL, likewise. */
export function readAnalysisJob(data: unknown): AnalysisJob {
  if (analysisJobCheck.Check(data)) return data
  throw unreadable('analysis', analysisJobCheck.Errors(data)[0]?.instancePath)
}

function unreadable(kind: string, path = '') {
  return new AppError(
    'INTERNAL',
    `the queue holds a ${kind} job that this version cannot read (at "${path}")`,
  )
}
