import type { Category } from '../../domain/pair.ts'
import {
  byTheWayShare,
  competingText,
  containedFrom,
  containedShare,
  copiedMass,
  copiedText,
  featureFrom,
  leastContainedMass,
  leastSharedMass,
  oneIssueFrom,
  oneIssuePaths,
  relatedFrom,
  sameChangeFrom,
  samePlace,
  sameText,
  unsaidFiles,
  unsaidLines,
  unsaidMass,
  unsaidWords,
  wholeShare,
} from '../weights.ts'
import type { Measures } from './evidence.ts'

/**
 * What a pair is by its measures; null: not worth showing.
 * @param shownFrom the probability from which a pair that is no duplicate is shown.
 */
export function classify(m: Measures, shownFrom: number): Category | null {
  const related = m.probability >= shownFrom || m.identical || m.sameOutcome ? 'RELATED' : null
  const category = classifyLikeness(m, related)
  return isAlong(m, category) ? related : category
}

/** Whether two would be more than related, if what they have in common had not come along with what each is for. */
export const comesAlong = (m: Measures): boolean => isAlong(m, classifyLikeness(m, null))

/** @param related what it is where it is no duplicate. */
function classifyLikeness(m: Measures, related: 'RELATED' | null): Category | null {
  // What siblings have in common may be no more than what both began with.
  if (!m.decides || (m.sharedCommits > 0 && !m.siblingsAgree)) return related
  // Commits of others are what two may have in common by chance; not where the whole comes to the same.
  if (!m.ownTopicsAgree && (!m.sameOutcome || m.bringsOthers)) return related
  // A revert undoes what it names; that another change comes to the same is by the way (it was added, removed,
  // reverted). Who says by the way that something goes back, and answers the same issue, is a rival all the same.
  if ((m.revert && m.closedByBoth.length === 0) || m.revertsOthers) return related
  // Who answers the same issue, or says what it is to the other one, means the same by other versions.
  const isSaid = m.closedByBoth.length > 0 || m.claim !== null
  if ((m.raisesAnother || m.raisesFurther) && !m.identical && !m.sameOutcome && !isSaid) return related
  // Whatever else went into both.
  if (m.releasesAnother) return related
  // What is tried out takes the place of nothing.
  if (m.trial && !isSaid) return related
  if (m.setsAgain && !isSaid) return related
  // A formatter makes the same of a place, whatever each does there.
  if (m.formatAlike && !m.identical && (m.text ?? 0) < competingText && !m.sameTitle && !isSaid)
    return related
  // Each line needs its own; where much of it is the same it is found as a backport.
  if (m.otherLines && !m.identical && (m.text ?? 0) < competingText) return related
  // A backport repeats what it brings to its branch, which is found as that; what else it is like is like the original.
  if (m.backport && !m.identical && (m.text ?? 0) < sameText) return related
  if (m.sameOutcome) return 'SAME_CHANGE'
  // Two entries of one list share what their owner has; their names, and the files that come with them, are two.
  const issue = m.closedByBoth.length > 0 || m.claim?.kind === 'closes-other'
  if (m.createsOthers && !m.identical && !issue && (m.text ?? 0) >= competingText) return related
  const inPlace = (m.place ?? 0) >= samePlace
  const text = m.text ?? 0
  const enough = m.sharedMass >= leastSharedMass
  if (inPlace) {
    if (m.identical) return 'SAME_CHANGE'
    if (text >= sameText && enough && (m.moved || m.probability >= sameChangeFrom)) return 'SAME_CHANGE'
    // Two short answers to one issue at one place share few words, and are two answers.
    if (issue) return text >= competingText && enough ? 'SAME_FEATURE' : 'COMPETING_IMPLEMENTATION'
    if (isContained(m)) return isByTheWay(m) ? related : 'SAME_FEATURE'
    // Two that are called the same and change the same place are two ways to do one thing.
    if (m.sameTitle && !m.mergedBefore && m.probability >= relatedFrom)
      return text >= competingText && enough ? 'SAME_FEATURE' : 'COMPETING_IMPLEMENTATION'
  }
  if (m.identical) return related
  const byIssue = m.closedByBoth.length > 0 && m.paths >= oneIssuePaths && m.probability >= oneIssueFrom
  if ((m.probability >= featureFrom || byIssue) && enough) {
    if (text < competingText && (inPlace || m.sharedIssues.length > 0)) return 'COMPETING_IMPLEMENTATION'
    return isByTheWay(m) ? related : 'SAME_FEATURE'
  }
  return related
}

/**
 * One was merged, and the other has it beside much else, of which no subject speaks of what the merged one is for:
 * lines that a commit took in with others' work, or that were tidied up on the way. Where the smaller one is not
 * merged, the larger one may be what gathers it and more.
 */
export function isByTheWay({ containment, merged, speaksOfElse, sharedIssues, claim }: Measures): boolean {
  const [aInB, bInA] = [containment.aInB ?? 0, containment.bInA ?? 0]
  return (
    speaksOfElse &&
    (aInB >= bInA ? merged.a : merged.b) &&
    sharedIssues.length === 0 &&
    claim === null &&
    Math.max(aInB, bInA) >= containedShare &&
    Math.min(aInB, bInA) < byTheWayShare
  )
}

/**
 * What two have in common came along with what each is for. Many files and titles without a word in common: whoever
 * means the same by much of the same says so; of what is alike in part, by hardly any word of all that they say. Or a
 * text that nearly all is the same, of two that are little alike besides. Or the version of the package itself, which
 * many raise by the way. Not where nothing else is in either, nor where their authors say that they are for one thing.
 */
function isAlong(m: Measures, category: Category | null): boolean {
  if (category !== 'SAME_CHANGE' && category !== 'SAME_FEATURE') return false
  if (m.identical && m.sameFiles) return false
  if (m.sharedIssues.length > 0 || m.closedByBoth.length > 0 || m.claim !== null || m.sameTitle) return false
  if (m.ownVersionAlone) return true
  const isFeature = category === 'SAME_FEATURE'
  if (isFeature && (m.text ?? 0) >= copiedText && m.sharedMass >= copiedMass) return true
  if (!m.titlesDiffer || m.sharedMass < unsaidMass || m.bothRaise) return false
  if (!isFeature) return m.files >= unsaidFiles && m.sharedLines >= unsaidLines
  const contained = Math.max(m.containment.aInB ?? 0, m.containment.bInA ?? 0)
  return m.messageWords !== null && m.messageWords < unsaidWords && contained < wholeShare
}

/** All of the smaller change is in the other one, at its place. */
function isContained({ containment: { aInB, bInA }, sharedMass, place, probability }: Measures): boolean {
  return (
    Math.max(aInB ?? 0, bInA ?? 0) >= containedShare &&
    sharedMass >= leastContainedMass &&
    (place ?? 0) >= containedShare &&
    probability >= containedFrom
  )
}
