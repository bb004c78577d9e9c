import type { PairFact, Shortfall } from './pair-fact.ts'

/** What a comparison says, from the measure to the database. What the API answers of it stands in answers.ts. */
export const categories = ['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION', 'RELATED'] as const
export type Category = (typeof categories)[number]

/** Alike, but not duplicates; such a pair is shown as what it is and joins no duplicate set. */
export const relations = [
  'ROLL_UP',
  'STACKED',
  'FOLLOW_UP',
  'REVERT',
  'BACKPORT',
  'RESUBMISSION',
  'MIRROR',
] as const
export type Relation = (typeof relations)[number]

/** So many files of a kind are listed of what only one side has; there may be more. */
export const mostListedFiles = 20

/** What only one side of a pair has, in production, tests and docs. */
export interface Remainder {
  productionFiles: string[]
  testFiles: string[]
  docsFiles: string[]
  addedLines: number
  removedLines: number
}

/** What a person can check of a pair, besides what decided. Lists are cut to what fits a page; counts are whole. */
export interface Findings {
  /** Of the files that decide, those that both change; the one with most shared lines first. */
  sharedProductionPaths: string[]
  sharedAddedLines: { count: number; lines: string[] }
  sharedRemovedLines: { count: number; lines: string[] }
  sharedSymbols: string[]
  sharedTests: string[]
  sharedDocs: string[]
  /** As written in the pull requests: "#123", "PROJ-12". */
  sharedIssues: string[]
  /** Of these, the ones that both say they close; absent in what older versions stored. */
  closedByBoth?: string[]
  /** Idf mass of the production change of one side that the other has too, 0..1; null when there is no such change. */
  containment: { aInB: number | null; bInA: number | null }
  onlyA: Remainder
  onlyB: Remainder
  /**
   * Which came first, and by what. When a head was first seen is shown beside it and decides nothing: it depends on
   * when scans ran.
   */
  first: { number: number; by: 'opened' | 'commit author date' | 'number' }
  /**
   * What maintainers of this repository have said of pairs of this category has moved the score: the score before, how
   * many pairs they judged, and how many of these they called duplicates or competitors. Absent where they have said
   * too little.
   */
  ownVerdicts?: { scoreBefore: number; pairs: number; duplicates: number }
}

/** Measured facts about a pair. */
export interface Evidence extends Findings {
  /** The deciding one first. */
  facts: PairFact[]
  /** Null: it is of the highest category, or its relation says why it is no duplicate. */
  shortfall: Shortfall | null
}

/** A pair worth showing. `a` is the smaller number. */
export interface Edge {
  a: number
  b: number
  category: Category
  relation: Relation | null
  /** Calibrated: of the pairs shown at 0.9, nine in ten are duplicates on the labelled data. 0..1. */
  score: number
  /** Each measured signal, 0..1; a signal that neither or only one side has is absent here, not zero. */
  signals: Record<string, number>
  evidence: Evidence
  /** A maintainer's verdict, which stands in the place of the comparison's own. */
  verdict?: MaintainerVerdict
  /** With `verdict`: what the comparison said by itself; null when it had found nothing. */
  claimed?: { category: Category; relation: Relation | null; score: number } | null
}

export interface DuplicateSet {
  /** Survives new pushes and rescans as long as the set keeps a member that it is named after. */
  id: string
  category: Category
  /** Of its strongest edge to the suggested original. 0..1. */
  score: number
  /** The suggested original: the number that the others repeat. */
  original: number
  members: { number: number; role: 'original' | 'duplicate' | 'merged' }[]
  edges: Edge[]
  /** A member that is already merged, if there is one. */
  alreadyMerged: number | null
  /** The pair that says why it is a set: of those with the original the strongest; a < b. */
  strongest: { a: number; b: number }
}

/** What a maintainer may say of a pair. */
export const maintainerVerdicts = ['DUPLICATE', 'COMPETING', 'RELATED', 'NOT_RELATED'] as const

export type MaintainerVerdict = (typeof maintainerVerdicts)[number]

/** A maintainer's verdict on a pair; a < b. */
export interface PairVerdict {
  a: number
  b: number
  verdict: MaintainerVerdict
}
