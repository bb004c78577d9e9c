import type { DeriveJob } from './derive.ts'

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
  | { kind: 'outcomes'; repositoryId: number; numbers: readonly number[] }
