import type { Edge, Evidence } from '../../domain/pair.ts'
import type { Pair } from '../candidates/choose-pairs.ts'
import type { Signature } from '../candidates/signature.ts'

/**
 * What a comparison found in a pair by itself, as far as sets are made of it and verdicts change it: a hundredth of an
 * edge.
 */
export interface Finding extends Pick<Edge, 'category' | 'relation' | 'score'> {
  containment: Evidence['containment']
  /** Both say that they close one issue. */
  closesSame: boolean
}

/**
 * What the last comparison came to, for a new one that goes on from it. The answer is the same without it: a pair is
 * judged by its two sides and by what other pull requests bring to each of them (CandidateIndex.contexts), and while
 * both are as they were, so is what was found.
 */
export interface PairMemory {
  /** Undefined: one of the two has changed, or they were not compared. Null: nothing was worth showing. */
  recall(pair: Pair): Finding | null | undefined
  /** The own part of a roll-up as it was derived (null: it has none); undefined: another one, or never derived. */
  recallOwnPart(number: number, carried: string): Signature | null | undefined
  /** Whether what is stored of a recalled pair says this already. */
  isStored(edge: Edge): boolean
}

export const noMemory: PairMemory = {
  recall: () => undefined,
  recallOwnPart: () => undefined,
  isStored: () => false,
}

/** The part of a roll-up that is its own (own-part.ts), by which it is compared, too. */
export interface OwnPart {
  number: number
  /** Which of its commits others carried (RollUps.nameCarried). */
  carried: string
  signature: Signature | null
}

export function findingOf({ category, relation, score, evidence }: Edge): Finding {
  const { containment, closedByBoth = [] } = evidence
  return { category, relation, score, containment, closesSame: closedByBoth.length > 0 }
}

/** An edge without what pages show of it; which issues both close it does not say. */
export function recalledEdge({ a, b }: Pair, { containment, closesSame, ...found }: Finding): Edge {
  const evidence = { containment, closedByBoth: closesSame ? [''] : [] }
  return { a, b, ...found, signals: {}, evidence: evidence as unknown as Evidence }
}
