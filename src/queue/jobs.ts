import { type Static, Type } from '@sinclair/typebox'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import { snapshotPattern } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import { timePattern } from './identity.ts'
import { payloadCheck } from './payload-check.ts'

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

const Time = Type.String({ pattern: timePattern })
/** A job that waits for the end of an outage: since when (ISO 8601), and how often it has met it. */
const OutageSoFar = Type.Object({
  since: Time,
  times: Type.Integer({ minimum: 0 }),
})
/** How long an outage of GitHub's is waited for; unset: as long as suits an unattended service. */
const PatienceMs = Type.Integer({ minimum: 0 })

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
  /** The attempt that made the list, which the ids of its analyses carry. */
  listing: Type.Optional(Type.Integer({ minimum: 0 })),
  patienceMs: Type.Optional(PatienceMs),
  outage: Type.Optional(OutageSoFar),
  /**
   * What was found before the list began, so that a scan that has to wait again and again does not spend its requests
   * on it each time.
   */
  opened: Type.Optional(Type.Object({ isPushed: Type.Boolean(), rulesAreRead: Type.Boolean() })),
  /** How far the list has come, likewise. */
  cursor: Type.Optional(
    Type.Object({
      part: Type.Union([
        Type.Literal('open'),
        Type.Literal('changed'),
        Type.Literal('closed'),
        Type.Literal('done'),
        Type.Literal('updates'),
      ]),
      page: Type.Integer({ minimum: 1 }),
      open: Type.Integer({ minimum: 0 }),
      openFrom: Type.Integer({ minimum: 0 }),
      beganAt: Time,
      pass: Type.Optional(Type.Integer({ minimum: 1 })),
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
  patienceMs: Type.Optional(PatienceMs),
  outage: Type.Optional(OutageSoFar),
})
export type AnalysisJob = Static<typeof AnalysisJob>

const scanJobCheck = payloadCheck(ScanJob)
const analysisJobCheck = payloadCheck(AnalysisJob)

/**
 * @throws AppError INTERNAL when the queue holds something else than a scan (an older version's job, a foreign one).
 */
export function readScanJob(data: unknown): ScanJob {
  if (scanJobCheck().Check(data)) return data
  throw unreadable('scan', scanJobCheck().Errors(data).First()?.path)
}

/** @throws AppError INTERNAL, likewise. */
export function readAnalysisJob(data: unknown): AnalysisJob {
  if (analysisJobCheck().Check(data)) return data
  throw unreadable('analysis', analysisJobCheck().Errors(data).First()?.path)
}

function unreadable(kind: string, path = '') {
  return new AppError(
    'INTERNAL',
    `the queue holds a ${kind} job that this version cannot read (at "${path}")`,
  )
}
