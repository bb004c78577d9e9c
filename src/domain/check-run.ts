import type { Edge, Evidence } from './pair.ts'
import type { ReviewDecision } from './pull-facts.ts'
import type { PullState } from './pull-request.ts'

/** A pull request that another one does the same as. */
export interface CheckCandidate {
  number: number
  title: string
  author: string | null
  createdAt: string
  state: PullState
  /** Null or absent: unknown. */
  authorAssociation?: string | null
  review?: ReviewDecision | null
  edge: Pick<Edge, 'a' | 'b' | 'category'> & { evidence: Pick<Evidence, 'containment' | 'onlyA' | 'onlyB'> }
}

export interface CheckOutput {
  title: string
  summary: string
}
