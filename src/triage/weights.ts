/**
 * Every weight and threshold of the decision, each with its reason. The weights are round on purpose: recall on the
 * labelled duplicates is flat around them (halving or doubling any one of them moves R@1 by less than a point;
 * docs/accuracy.md), and weights fitted to two repositories rank the third one's duplicates no better.
 */

/**
 * The channels of a signature and what full agreement in each is worth. Where a change edits (`location`, `paths`) and
 * what it writes weigh about the same: independent authors write different lines in the same place.
 */
export const channelWeights = {
  /** Old-side lines (context and removed), each with its file's base name. */
  location: 1.5,
  /** Words that are added more often than removed: an edited line leaves only what changed. */
  addedTokens: 1.5,
  addedLines: 1.5,
  removedLines: 1,
  removedTokens: 0.5,
  /** Parts of all words on changed lines, stemmed: what two authors' different names have in common. */
  subWords: 1.5,
  paths: 0.5,
  pathWords: 1,
  /** Words of title, description and commit messages: they say what a change is for. */
  messageWords: 1.5,
  /** Issues that title, description and messages refer to. */
  issues: 1.5,
  testTokens: 0.7,
  docsTokens: 0.7,
  /** Words of the title alone: the one sentence that says what a change is for. */
  titleWords: 0.7,
  /**
   * What `subWords` is for the deciding files, for tests and docs: compared together with it (compare-signatures.ts),
   * worth nothing by itself.
   */
  supportWords: 0,
  /**
   * Issues that it says it closes, and pull requests that its author speaks of (references.ts): leads, even where the
   * code differs.
   */
  closes: 0,
  claims: 0,
} as const
export type Channel = keyof typeof channelWeights
export const channelNames = Object.keys(channelWeights) as Channel[]

/**
 * Tests, docs and titles support and never decide: in all they add at most this much to a rank, and nothing to a
 * probability.
 */
export const supportChannels: readonly Channel[] = ['testTokens', 'docsTokens', 'titleWords', 'supportWords']
export const supportCap = 2
/**
 * Sub-words of all files together: so a pull request of tests alone meets the fix that brings the same tests. Support,
 * as those are.
 */
export const wideWordsWeight = 1.2

/**
 * What one says, as far as the other does it: the words of a message beside the sub-words and paths of the other
 * change, the better of the two directions. Who mends the same thing elsewhere names what the other edits: of 467
 * labelled pairs 3 more come first and 1 more is among five, in no repository fewer (2 were better behind the first
 * rank, and worse at it). Ranking only, so that what a pair is called depends on no one's words.
 */
export const saidAndDoneWeight = 1

/**
 * Share of hunks at the same place (the same lines of the same file, so many lines apart at most: as many as a diff
 * shows around a change). Worth little beside the location lines, which say the same and survive a shift of line
 * numbers.
 */
export const hunkOverlapWeight = 0.5
export const hunkReach = 3

/**
 * What a ranking counts otherwise than a probability: of the two that tell a place, the hunks more and the lines around
 * less, since an index or a list has the same lines around every one of its entries. Together with `sameAuthorPenalty`
 * 10 of 467 labelled pairs more come first, and one fewer is among the first ten.
 */
export const rankedHunks = 0.5
export const rankedLocation = -0.5

/**
 * Duplicates are opened close together: −0.4 · ln(1 + difference of the numbers). Numbers, not dates: the author date
 * of a rebased or amended commit can be months away from the day on which its pull request was opened (+2 points of R@1
 * in mirrors).
 */
export const distanceWeight = 0.4

/**
 * The same author trying again, and a branch built on the other's commits, look more alike than any duplicate, and are
 * found and named apart (relation.ts): they rank behind another author's pull request. 25% of the answers that stood
 * before a labelled one were of this kind, and 6% of the labelled ones. What both say of issues takes back of the
 * author's that share (its cosine): who tries one issue again does the same again, so of 467 labelled pairs 3 more are
 * among the first five and ten. Ranking only; a pair's probability does not depend on it.
 */
export const sameAuthorPenalty = 1.5
export const sharedCommitsPenalty = 2
/**
 * The same author's same patch is a pull request that was opened anew, and counts that much less again: of 467 labelled
 * pairs 3 more come first, and none ranks lower. Ranking only.
 */
export const openedAnewPenalty = 2
/**
 * Of what the older one adds, the share that the newer one begins from: it goes on from there and is no rival. Ranking
 * only.
 */
export const builtOnPenalty = 1
/**
 * The older one was merged before the newer one began: what is there already is not proposed again, and the less the
 * longer it has been there. Who began on the day of the merge may not have seen it: of 15 labelled older ones that were
 * merged before (ember.js, terraform, symfony-docs, zf2) 7 were so by five days at most, of 151 others among the first
 * three half by ten weeks. −0.35 · ln(1 + days), and 1.25 at most, which is after five weeks. Ranking only.
 */
export const mergedDaysWeight = 0.35
export const mostMergedPenalty = 1.25
/**
 * The text of one names the other, whose author is another: authors name their own earlier ones that they go on from.
 * Ranking only.
 */
export const namedBonus = 2.5

/**
 * How many pull requests there are, and how many have a term, is counted in steps of so much (candidates/steps.ts).
 * Labelled duplicates rank as they do by exact counts, 311 and 310 of 467 first, 414 and 415 among the first five, 434
 * and 432 among the first ten; with steps of a quarter 311, 414 and 432, of two 311, 412 and 433.
 */
export const rarityStep = 1.5

/** The rarest terms of each channel that find candidates. */
export const probesPerChannel = 24
/** A term in more pull requests than this is no lead. */
export const probeMaxDocuments = 400
/**
 * So many numbers before and after its own are candidates without a term in common: duplicates are opened close
 * together, in other words or with tests alone.
 */
export const neighbourReach = 16
/** Candidates that are compared exactly. */
export const candidatesPerPull = 200
/** Candidates whose diffs are read and laid side by side. */
export const evidencePerPull = 8

/**
 * A pull request's terms by which others find it: those in several pull requests, the rarest first, and some that
 * no other has yet (a later duplicate will bring them). More cost memory and find nothing that these do not.
 */
export const leadsPerChannel = 40
export const singleLeadsPerChannel = 24

/**
 * Distinct terms kept of one channel: those with the smallest hashes, so that two large changes keep the same sample.
 */
export const termsPerChannel = 512

/**
 * Two meet where the rough sum of what they have in common (meetings.ts) comes to the first, and to the second with so
 * much of what the distance of their numbers takes: of 5,976 pairs that were chosen among the newest 2,500 of ember.js,
 * symfony and terraform by comparing the best 200 of each, 5 do not meet; each meets some 40 others.
 */
export const leastShared = 0.08
export const leastMeeting = -0.5
export const meetingDistance = 0.25
/** A pull request that meets more than so many is compared with those that it has the most in common with. */
export const mostMeetings = 200

/** Below this similarity a pair is not looked at any closer: one in four is a duplicate there, and below it fewer. */
export const evidenceFloor = 4.0

/**
 * A few words changed in what a merged pull request wrote look little like that pull request: from this
 * similarity on, with this share of the smaller one's hunks in the other's, and among so many candidates, a pair is
 * looked at as a follow-up.
 */
export const followUpFloor = 3
export const followUpHunks = 0.99
export const followUpsPerPull = 16

/**
 * A change that is asked about before it is opened is shown what is like it from this similarity on, and from the lower
 * one where it comes without a word of what it is for: a person looks at five pull requests at most. Among labelled
 * duplicates of ember.js and terraform the older one is shown for .52 and .75 with words and .54 and .71 without, for
 * .43 and .54 and .26 and .37 from `evidenceFloor` on (docs/accuracy.md).
 */
export const askedFloor = 3
export const askedFloorWithoutWords = 2.5

/**
 * From similarity to probability: 1 / (1 + e^-(slope · (similarity − middle))). See docs/accuracy.md for the pairs it
 * was fitted on.
 */
export const calibration = { slope: 0.7, middle: 4.5 } as const

/** A pair is shown at all from this probability on. */
export const relatedFrom = 0.5
/**
 * From here on a pair is said to do the same thing: 84% of 69 judged pairs of SAME_FEATURE and COMPETING_IMPLEMENTATION
 * did (81% from 0.75 on).
 */
export const featureFrom = 0.8
/** An edit that is textually the same needs less from the other channels. */
export const sameChangeFrom = 0.75

/** Jaccard of the added (or removed) lines from which two changes are textually the same. */
export const sameText = 0.6
/** Below this two changes at the same place are two ways to do it. */
export const competingText = 0.3
/** Cosine of the location lines, or share of hunks, from which two changes edit the same place. */
export const samePlace = 0.5

/**
 * How many rare production terms two changes must share (shared-mass.ts: 1 is a term that only they have). Boilerplate
 * ("@private", a version number, one entry of a list) stays below; one rewritten line of code is above.
 */
export const leastSharedMass = 2.5
/**
 * From this containment on, with as much in common and its hunks at the other's places, the smaller change is a part of
 * the larger one.
 */
export const containedShare = 0.8
export const leastContainedMass = 5
/**
 * Where less than this of the larger change is in the smaller one, which was merged, and no subject of the one speaks
 * of what the other is for, the smaller one is in it by the way.
 */
export const byTheWayShare = 0.5
export const containedFrom = 0.6

/**
 * Of the words in the subjects of what only one of two siblings has, the share that the other's have too, from which
 * both are for the same thing.
 */
export const siblingWords = 0.3

/**
 * Who means the same by a change of so many files gives it a title with some of the same words. Of read pairs of
 * SAME_CHANGE without one, with so much in common (as `leastSharedMass` counts), in so many different lines, and no
 * raises, 3 were right and 10 wrong, on four repositories; one line in many files (a year) has any title, and so has
 * what is the same to the letter in the same files. Of those of SAME_FEATURE that nothing else tells as many are right
 * as wrong.
 */
export const unsaidFiles = 5
export const unsaidMass = 20
export const unsaidLines = 8
/**
 * Text that is nearly all the same (`copiedText`), and so much of it, where everything else is less alike than
 * `sameChangeFrom`: a copy of one file, or the squash that both began with.
 */
export const copiedText = 0.8
export const copiedMass = 100

/**
 * Nor are two for one thing that have so much in common (`unsaidMass`) and neither the whole of the other, where no
 * word is in both titles and hardly any in all that both say (cosine of the message words): 9 of 13 such read pairs of
 * SAME_FEATURE, on ten repositories, were wrong. They carry what others did, or tidied up the same on the way.
 */
export const unsaidWords = 0.2
export const wholeShare = 0.95

/** Production terms whose mass says how much two changes share: what they write, and where. */
export const massChannels = ['addedTokens', 'addedLines', 'removedLines'] as const

/**
 * What two changes are worth that are the same to the letter, at the same place, and no boilerplate, no matter
 * what their messages say.
 */
export const identicalScore = 0.95
/**
 * What the same edit of a file is worth that was renamed in between. The paths differ, so most channels are silent; a
 * copy of the file elsewhere would look the same, so it takes rare words as well.
 */
export const movedScore = 0.9
/**
 * What two answers to one issue, at one place, are worth at least: all 41 judged pairs of this kind were duplicates.
 */
export const oneIssueScore = 0.9
/**
 * Two answers to one issue in the same files, but at other places: from this cosine of their paths and this probability
 * on they compete, and are worth at least so much (of 20 such pairs read on pydantic-ai and scrapy 19 did).
 */
export const oneIssuePaths = 0.5
export const oneIssueFrom = 0.3
export const oneIssueElsewhereScore = 0.8
/**
 * What two are worth at one place of which one says that it closes the other: it does what the other is for, however
 * alike. Less than an issue that both close, since few such pairs were read.
 */
export const closesOtherScore = 0.8

/** Of what one change added, the share that the other removes, from which it undoes or reworks it. */
export const undoneShare = 0.6

/** Of what one change added, the share that stands in the other's old lines, from which the other is built on it. */
export const builtOnShare = 0.5

/**
 * A repository's own verdicts count against so many imagined pairs that turned out as the score says (the prior of a
 * Beta distribution); fewer than the least say nothing yet.
 */
export const ownVerdictsPrior = 10
export const leastOwnVerdicts = 5

/** Of the pull requests that close one issue, each is compared with the first, and with so many that follow it. */
export const largestIssueGroup = 30

/**
 * Of a set's members, the share that a newcomer must resemble if it does not resemble the original: no set is a chain
 * of weak links.
 */
export const coherentShare = 2 / 3

/**
 * Jaccard of the words of two titles from which they say the same thing, and what two are worth at least that say so
 * and change one place, as two ways to do it (28 of 28 such pairs that were read on gemini-cli, etcd and jquery did).
 */
export const sameTitleWords = 0.6
export const oneTitleScore = 0.85
