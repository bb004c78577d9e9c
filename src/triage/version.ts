/**
 * A change of anything that decides (weights, channels, parser, layout of a signature) is a new version. Stored
 * signatures carry it; those of another version are derived again.
 */
export const algorithmVersion = 22

/**
 * A change of what is kept of a pair (PairFacts, PairFact) is a new version: pairs are read again, from what is stored,
 * and compared again.
 */
export const factsVersion = 22
