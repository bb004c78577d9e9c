import type { WhatIfMatrix } from '../../domain/what-if.ts'
import type { Alignment } from '../../triage/align.ts'
import type { ChannelSize } from '../../triage/change-size.ts'
import type { MaintainerVerdict } from '../../triage/maintainer-verdict.ts'
import type { Category, Edge } from '../../triage/verdict.ts'

/** What the API answers, as far as the dashboard shows it. */
export interface PullFacts {
  number: number
  title: string
  author: string | null
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  draft: boolean
  url: string | null
  createdAt: string
  /** The commit of the default branch that has the same change already. */
  landed: { sha: string; committedAt: string } | null
  /** In GitHub's words; null: unknown. */
  authorAssociation: string | null
  /** Null: unknown. */
  labels: string[] | null
}

export interface SetMember extends PullFacts {
  role: 'original' | 'duplicate' | 'merged'
  headSha: string
  /** Of a set that is shown by itself: what its change consists of. */
  channels?: ChannelSize[] | null
}

export interface SetSummary {
  id: string
  category: Category
  score: number
  original: number
  members: SetMember[]
  alreadyMerged: number | null
  reason: string
}

export interface SetDetail extends SetSummary {
  edges: Edge[]
  /** The repository's page that everybody may read, for texts that go elsewhere; null: there is none. */
  publicPage: string | null
}

export interface Scan {
  snapshot: string
  state: 'waiting' | 'active' | 'done' | 'failed' | 'paused'
  source: string
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  githubLimit: number | null
  setsFound: number | null
  error: string | null
  resumesAt: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

/** A scan of the list of scans. */
export interface ListedScan extends Scan {
  /** What was not read at all, or in part, and why: how many, and the first of them. */
  incomplete: {
    total: number
    items: { number: number; outcome: 'analyzed' | 'unchanged' | 'failed'; reason: string }[]
  }
}

export interface Repository {
  owner: string
  name: string
  url: string | null
  openPulls: number
  rulesProblem: string | null
  duplicateSets: number
  lastScan: Scan | null
}

/** One pull request that another one was compared with. */
export interface Candidate {
  pull: PullFacts
  edge: Edge
}

/** A pull request of the review queue with the strongest suggestion about it. */
export interface QueuedPull extends PullFacts {
  top: { number: number; category: Category; relation: Edge['relation']; score: number } | null
}

export interface PullDetail extends PullFacts {
  body: string
  headSha: string
  baseRef: string | null
  headFirstSeenAt: string
  analysis: {
    baseSha: string | null
    degraded: string | null
    analyzedAt: string
    firstCommitAt: string | null
  } | null
  /** What its change consists of; null when it was not read. */
  channels: ChannelSize[] | null
  /** The heads that were read, the last one first. */
  heads: { headSha: string; analyzedAt: string }[]
}

/** What came of a maintainer's word. */
export interface VerdictAnswer {
  verdict: { verdict: MaintainerVerdict; note: string | null; saidAt: string } | null
  edge: Edge | null
  agreement: Agreement
}

/** Of the last words on what had been claimed, how many said the same. */
export interface Agreement {
  said: number
  right: number
}

/** Two pull requests beside each other. */
export interface Comparison extends Alignment {
  a: PullDetail
  b: PullDetail
  /** Null when the last comparison found nothing worth showing. */
  edge: Edge | null
}

/** A token of a repository's feed, without the token itself. */
export interface FeedToken {
  id: number
  createdAt: string
  /** To the hour; null: never. */
  lastUsedAt: string | null
}

/** What merging some pull requests comes to, by themselves and after each other. */
export interface WhatIfAnswer extends WhatIfMatrix {
  state: 'ready' | 'computing' | 'unavailable'
  /** Why it is unavailable. */
  reason: string | null
  branch: string
  tip: string | null
  lookedAt: string | null
  /** Open ones beyond those that are merged with each other. */
  leftOut: number[]
}
