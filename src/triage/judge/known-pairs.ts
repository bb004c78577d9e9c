import type { Pair } from '../candidates/choose-pairs.ts'
import type { PairFacts } from './pair-facts.ts'

/** What was read of pairs in earlier comparisons, as long as nothing that it was read from has changed. */
export interface KnownPairs {
  /** The facts of those that are known, by `a-b`. */
  read(pairs: readonly Pair[]): Promise<ReadonlyMap<string, PairFacts>>
  /** Keeps what was just read. */
  keep(pair: Pair, facts: PairFacts): Promise<void>
}

/** Nothing is known, and nothing is kept. */
export const noKnownPairs: KnownPairs = { read: async () => new Map(), keep: async () => {} }
