import type { ErrorCode } from '../errors.ts'
import type { ComparisonCost } from './compare.ts'
import type { Derived, DeriveJob } from './derive.ts'

/** What the thread is given when it starts. */
export interface ThreadData {
  databaseUrl: string
  logLevel: string
}

/** What the thread is asked. */
export type ThreadAsk =
  | { kind: 'derive'; job: DeriveJob }
  | { kind: 'compare'; repositoryId: number; closedSince: Date | null }
  | { kind: 'upgrade'; repositoryId: number }

/** What it answers: that it has loaded its code, and then one answer for each question. */
export type ThreadAnswer =
  | { kind: 'ready' }
  | { kind: 'answer'; value: Derived | ComparisonCost | number }
  | { kind: 'failure'; code: ErrorCode; message: string; stack: string | undefined }
