import type { ClaimFact } from '../../domain/pair-fact.ts'
import type { CandidateIndex } from '../candidates/candidate-index.ts'
import { sameOutcome, samePatch } from '../candidates/shared-mass.ts'
import { isForOneRelease } from '../change/release-line.ts'
import { competingText } from '../weights.ts'
import { saysBackport } from './backport.ts'
import { compareRaises } from './compare-raises.ts'
import { changesLinesOf } from './follow-up.ts'
import { goFromOtherVersions } from './other-versions.ts'
import type { OwnMeasures, PairMeasures } from './pair-facts.ts'
import { isSameEditMoved, samePlaceShare } from './places.ts'
import { findRelation, sharedCommits, siblingsAgree } from './relation.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import { aimAtOtherLines } from './release-lines.ts'
import { releasesAnother, shareOwnVersionAlone } from './release-title.ts'
import { revertsOthers, saysRevert } from './revert.ts'
import { saySameTitle, titlesDiffer } from './same-title.ts'
import { setsAgain } from './set-again.ts'
import type { Side } from './side.ts'
import { formatAlike, sameTextShare } from './text-share.ts'
import { findAgreements, foreignCommits, speaksOfElse } from './topics.ts'
import { isTrial } from './trial.ts'

/** What is known of when and to what the two of a pair were merged, or are to be. */
type Merges = Pick<OwnMeasures, 'mergedBefore' | 'merged' | 'otherLines'>

/** @param isOwnPart as for deriveEdge. */
export function mergesOf(
  a: Side,
  b: Side,
  mergedBefore: boolean,
  index: Pick<CandidateIndex, 'isMerged'>,
  isOwnPart = false,
): Merges {
  const isMerged = ({ revision }: Side) => index.isMerged(revision.number)
  // What a roll-up brings of its own is for all lines, until one of the two has gone into one of them.
  const isForAll = isOwnPart && ![a, b].some((side) => isForOneRelease(side.revision) && isMerged(side))
  return {
    mergedBefore,
    merged: { a: isMerged(a), b: isMerged(b) },
    otherLines: !isForAll && aimAtOtherLines(a, b),
  }
}

/** What the two sides say by themselves; `a` is the older one. */
export function measurePair(a: Side, b: Side, merges: Merges): PairMeasures {
  const identical = samePatch(a.signature, b.signature)
  const shared = sharedCommits(a, b)
  const text = identical ? 1 : sameTextShare(a, b)
  const raises = compareRaises(a, b, identical || (text ?? 0) >= competingText)
  const own: OwnMeasures = {
    identical,
    // Two edits of two contents may end in the same one: the later one takes in the earlier.
    sameOutcome: sameOutcome(a.signature, b.signature) && (text ?? 1) >= competingText,
    moved: !identical && isSameEditMoved(a, b),
    text,
    formatAlike: formatAlike(a, b),
    place: samePlaceShare(a, b),
    decides: decides(a) && decides(b) && a.deciding === b.deciding,
    sharedIssues: a.issues.filter((issue) => b.issues.includes(issue)),
    closedByBoth: a.closes.filter((issue) => b.closes.includes(issue)),
    claim: findClaim(a, b) ?? findClaim(b, a),
    sameTitle: saySameTitle(a.revision, b.revision),
    titlesDiffer: titlesDiffer(a.revision, b.revision),
    files: Math.max(a.files.length, b.files.length),
    sameFiles: changeSameFiles(a, b),
    sharedLines: countDifferent(a.added, b.added) + countDifferent(a.removed, b.removed),
    bothRaise: mostlyRaises(a) && mostlyRaises(b),
    sharedCommits: shared.length,
    siblingsAgree: siblingsAgree(a, b, shared),
    agreements: findAgreements(a, b),
    speaksOfElse: speaksOfElse(a, b),
    bringsOthers: foreignCommits(a).size > 0 || foreignCommits(b).size > 0,
    ...merges,
    revert: saysRevert(a) !== saysRevert(b),
    revertsOthers: revertsOthers(a, b),
    raisesAnother: raises.raisesAnother,
    raisesFurther: raises.raisesFurther || goFromOtherVersions(a, b),
    releasesAnother: releasesAnother(a, b),
    ownVersionAlone: shareOwnVersionAlone(a, b),
    trial: isTrial(a.revision.title) || isTrial(b.revision.title),
    setsAgain: false,
    createsOthers: createsOthers(a, b),
    backport: saysBackport(a) !== null || saysBackport(b) !== null,
  }
  const relation = findRelation(a, b, own)
  // What is found as something else is named as that.
  own.setsAgain = relation === null && setsAgain(a, b)
  return { ...own, relation, isLead: isLead(a, b, own, relation) }
}

/** Whether both create files, and none under the same name. A migration is named by the moment it was written. */
function createsOthers(a: Side, b: Side): boolean {
  const undated = (paths: readonly string[]) => paths.map((path) => path.replace(/\d{8,}/g, '#'))
  const [inA, inB] = [undated(a.created), new Set(undated(b.created))]
  return inA.length > 0 && inB.size > 0 && !inA.some((path) => inB.has(path))
}

/** Of every kind. */
function changeSameFiles(a: Side, b: Side): boolean {
  const [mine, theirs] = [a, b].map(({ files }) => new Set(files.map(({ path }) => path))) as [
    Set<string>,
    Set<string>,
  ]
  return mine.size === theirs.size && [...mine].every((path) => theirs.has(path))
}

/** However often each occurs: a sweep changes one line in many files. */
function countDifferent(one: Side['added'], other: Side['added']): number {
  let both = 0
  for (const line of one.keys()) if (other.has(line)) both++
  return both
}

const mostlyRaises = ({ raises: { pinned, others } }: Side): boolean => pinned > others

/** What the author of one says of the other. */
function findClaim(a: Side, b: Side): ClaimFact | null {
  const claim = a.claims.find(({ number }) => number === b.revision.number)
  if (claim !== undefined) return { kind: 'claim', by: partyOf(a), words: claim.words }
  return a.closes.includes(`#${b.revision.number}`)
    ? { kind: 'closes-other', by: partyOf(a), other: partyOf(b) }
    : null
}

/**
 * The same issue closed, an author's own words, or lines of the one that the other changes: always worth showing, and
 * no set by themselves.
 */
function isLead(older: Side, newer: Side, measures: OwnMeasures, relation: FoundRelation | null): boolean {
  return (
    measures.closedByBoth.length > 0 ||
    measures.claim !== null ||
    relation?.relation === 'REVERT' ||
    (relation?.relation === 'FOLLOW_UP' && measures.mergedBefore && changesLinesOf(newer, older))
  )
}

/** Production decides; where a pull request changes none, its docs stand in. Tests and metadata alone never decide. */
function decides(side: Side): boolean {
  return side.deciding === 'production' || side.deciding === 'docs'
}
