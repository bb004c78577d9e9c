/**
 * Every weight, threshold and list of the decision, each with its reason. Weights come from a linear fit on labelled duplicates
 * of three repositories (docs/accuracy.md) and are rounded, since the fit is flat around them.
 */

/** A change of anything that decides (this file, the channels, the parser) is a new version; stored signatures carry it. */
export const algorithmVersion = 1

/**
 * The channels of a signature and what an agreement in each is worth. Where a change edits (`location`) says more than what it
 * adds: independent authors write different lines in the same place.
 */
export const channelWeights = {
  location: 2.0,
  addedTokens: 1.4,
  addedShingles: 1.4,
  issues: 1.4,
  addedLines: 1.0,
  removedLines: 1.0,
  paths: 1.0,
  subWords: 1.0,
  allWords: 1.0,
  testTokens: 1.0,
  messageWords: 0.7,
  docsTokens: 0.7,
  removedTokens: 0.5,
  pathWords: 0.4,
} as const
export type Channel = keyof typeof channelWeights
export const channelNames = Object.keys(channelWeights) as Channel[]

/** Tests and docs support and never decide: together they add at most this much to a score. */
export const supportCap = 0.4

/** Hunks of both changes that lie on the same lines of the same file, as a share of the smaller change's hunks. */
export const hunkOverlapWeight = 0.7
/** Lines that may lie between two hunks that still count as the same place: as many as a diff shows around a change. */
export const hunkReach = 3
/** Duplicates are opened close together: a year apart costs as much as the removed lines and the paths can give. */
export const recencyWeight = 0.375

/** The rarest terms of each channel that find candidates; more cost time and find nothing that these do not. */
export const probesPerChannel = 20
/** A term in more pull requests than this is no lead. */
export const probeMaxDocuments = 300
/** Candidates that are compared exactly. */
export const candidatesPerPull = 150
/** Candidates whose diffs are read and laid side by side. */
export const evidencePerPull = 8

/** At most so many distinct terms of one channel are kept (those with the smallest hashes: an unbiased sample). */
export const termsPerChannel = 3_000

/** Below this raw score a pair is not looked at any closer. */
export const evidenceFloor = 3.0

/**
 * From raw score to probability: 1 / (1 + e^-(slope · (score − middle))). Half of the labelled duplicates of three repositories score
 * above 5.5 and a tenth above 9; pairs of strangers seldom reach 5. To be replaced by a fit on judged pairs (docs/accuracy.md).
 */
export const calibration = { slope: 0.75, middle: 5.0 } as const

/** A pair is shown at all from this probability on. */
export const relatedFrom = 0.5
/** From here on a pair is said to do the same thing. */
export const featureFrom = 0.8
/** An edit that is textually the same needs less from the other channels. */
export const sameChangeFrom = 0.7

/** Jaccard of the added (or removed) lines from which two changes are textually the same. */
export const sameText = 0.6
/** Below this two changes at the same place are two ways to do it. */
export const competingText = 0.3
/** Cosine of the location lines, or share of hunks, from which two changes edit the same place. */
export const samePlace = 0.5

/**
 * Idf mass that the shared production terms must have in all. Boilerplate ("@private", a version number, one list entry) stays below; one
 * rare line of code is above.
 */
export const leastSharedMass = 25
/** The same for text that is identical: one rewritten line of five rare words. */
export const leastIdenticalMass = 12

/** Of what one change added, the share that the other removes, from which it undoes or reworks it. */
export const undoneShare = 0.6

/** A set larger than this is a theme, not a duplicate. */
export const largestSet = 20
