import type { Alignment, ChangeSize, ChannelSize } from './alignment.ts'
import type { Category, Edge, Findings, MaintainerVerdict } from './pair.ts'
import type { PullFacts, ReviewDecision } from './pull-facts.ts'
import type { PullState } from './pull-request.ts'
import type { ScanState } from './scan.ts'
import type { DecisionState, SetDecision } from './set-decision.ts'
import type { WhatIfMatrix } from './what-if.ts'

/** A pair's evidence as it is read: sentences in the place of facts. */
export interface ShownEvidence extends Findings {
  /** The deciding one first, as clauses. */
  reasons: string[]
  /** What would have to be different for a higher category. */
  whyNotHigher: string | null
}

/** A pair as it is read. */
export interface ShownEdge extends Omit<Edge, 'evidence'> {
  evidence: ShownEvidence
}

/** How a change came to the default branch. */
export interface Landed {
  sha: string
  committedAt: string
}

/** What the API answers, as far as the dashboard shows it. */
export interface ShownPull {
  number: number
  title: string
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  createdAt: string
  /** The commit of the default branch that has the same change already. */
  landed: Landed | null
  /** In GitHub's words; null: unknown. */
  authorAssociation: string | null
  /** Null: unknown. */
  labels: string[] | null
}

export interface SetMember extends ShownPull {
  role: 'original' | 'duplicate' | 'merged'
  headSha: string
  /** Null or absent: unknown. */
  review?: ReviewDecision | null
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
  /** Where it stands in the queue, and what was said of it. */
  decision: SetDecision
}

/** A set all of whose pull requests are closed or merged. */
export interface EndedSet {
  id: string
  /** ISO 8601: when a comparison found it so. */
  endedAt: string
  members: Pick<SetMember, 'number' | 'title' | 'author' | 'state'>[]
}

/** How far the queue is. */
export interface SetQueue {
  decisions: Record<DecisionState, number>
  /** Of a list of what is closed: what has ended altogether, the last ones first. */
  ended: EndedSet[]
  /** When sets were decided of late. */
  decidedAt: string[]
}

/** What came of a decision. */
export interface WrittenDecision {
  decision: SetDecision
  /** What it stands in the place of. */
  before: SetDecision | null
}

export interface SetDetail extends SetSummary {
  edges: ShownEdge[]
  /** Issues that a member and another open pull request close; absent: they were not asked for. */
  issueGroups?: { number: number; closing: number }[]
  /** The repository's page that everybody may read, for texts that go elsewhere; null: there is none. */
  publicPage: string | null
  /** The repository's own template of the close plan's comment; null: the built-in one. */
  closeComment: string | null
}

/** An issue that two or more open pull requests close. */
export interface IssueFacts {
  number: number
  url: string | null
  /** Null: unknown. */
  title: string | null
  state: 'OPEN' | 'CLOSED' | null
  closing: number
}

export interface IssueGroupSummary extends IssueFacts {
  mentioning: number
  /** The first of those that close it. */
  pulls: ShownPull[]
}

/** A row of the keeper table; null is unknown. */
export interface GroupMember extends ShownPull, PullFacts {
  lastCommitAt: string | null
  size: ChangeSize | null
  tests: ChangeSize | null
  containedIn: { number: number; share: number }[] | null
  set: string | null
}

export interface IssueGroup extends IssueFacts {
  members: GroupMember[]
  mentions: ShownPull[]
  ended: ShownPull[]
  /** What merging one of the members makes of the others. */
  whatIf: WhatIfAnswer
}

export interface Scan {
  snapshot: string
  state: ScanState
  source: string
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  githubLimit: number | null
  graphqlPoints?: number
  factsProblem?: string | null
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
  /** When the last scan that came to its end did so; null: nothing was compared so far. */
  comparedAt: string | null
  lastScan: Scan | null
}

/** One pull request that another one was compared with. */
export interface Candidate {
  pull: ShownPull
  edge: ShownEdge
}

/** A pull request of the review queue with the strongest suggestion about it. */
export interface QueuedPull extends ShownPull {
  top: { number: number; category: Category; relation: Edge['relation']; score: number } | null
}

/** One of two pull requests beside each other. */
export interface ComparedPull extends ShownPull {
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
}

/** A pull request by itself. */
export interface PullDetail extends ComparedPull {
  /** The heads that were read, the last one first. */
  heads: { headSha: string; analyzedAt: string }[]
}

/** What came of a maintainer's verdict. */
export interface VerdictAnswer {
  verdict: { verdict: MaintainerVerdict; note: string | null; saidAt: string } | null
  edge: ShownEdge | null
  agreement: Agreement
}

/** Of one that was just given. */
export interface WrittenVerdictAnswer extends VerdictAnswer {
  /** The same stood already, unseen by who gave it: that is left as it is. */
  stood: boolean
}

/** Of the last verdicts on what had been claimed, how many said the same. */
export interface Agreement {
  said: number
  right: number
}

/** Two pull requests beside each other. */
export interface Comparison extends Alignment {
  a: ComparedPull
  b: ComparedPull
  /** Null when the last comparison found nothing worth showing. */
  edge: ShownEdge | null
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
