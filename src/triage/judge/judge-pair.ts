import type { Category, Edge } from '../../domain/pair.ts'
import type { ClaimFact } from '../../domain/pair-fact.ts'
import type { Candidate, CandidateIndex } from '../candidates/candidate-index.ts'
import { type Mass, sameOutcome, samePatch, sharedMass } from '../candidates/shared-mass.ts'
import type { Signature } from '../candidates/signature.ts'
import {
  calibration,
  closesOtherScore,
  competingText,
  identicalScore,
  movedScore,
  oneIssueElsewhereScore,
  oneIssueScore,
  oneTitleScore,
  relatedFrom,
  samePlace,
} from '../weights.ts'
import { mergedForRelease, saysBackport } from './backport.ts'
import { classify } from './classify.ts'
import { compareRaises } from './compare-raises.ts'
import { deriveEvidence, type Measures } from './evidence.ts'
import { changesLinesOf } from './follow-up.ts'
import { namesOtherObjects } from './other-objects.ts'
import {
  type OwnMeasures,
  type PairFacts,
  type PairMeasures,
  type PairShown,
  readShown,
} from './pair-facts.ts'
import { isSameEditMoved, samePlaceShare } from './places.ts'
import { findRelation, sharedCommits, siblingsAgree } from './relation.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import { aimAtOtherLines } from './release-lines.ts'
import { releasesAnother } from './release-title.ts'
import { revertsOthers, saysRevert } from './revert.ts'
import { saySameTitle, titlesDiffer } from './same-title.ts'
import type { Side } from './side.ts'
import { emptiesOne, formatsAlike, sameTextShare } from './text-share.ts'
import { agreeOnOwn, findAgreements, foreignCommits, speaksOfElse } from './topics.ts'

/** Production terms whose mass says how much two changes share: what they write, and where. */
const massChannels = ['addedTokens', 'addedLines', 'removedLines'] as const

/** From raw score to the share of such pairs that are duplicates. */
export function calibrate(score: number): number {
  return 1 / (1 + Math.exp(-calibration.slope * (score - calibration.middle)))
}

/**
 * What a pair amounts to, with everything it was judged by; null when it is not worth showing. Symmetric: the order of
 * the sides does not matter.
 * @param shownFrom the probability from which a pair that is no duplicate is worth showing.
 * @param isOwnPart one of them is the part of a roll-up that no other has (own-part.ts): that is what it is about.
 */
export function deriveEdge(
  one: Side,
  other: Side,
  candidate: Candidate,
  index: CandidateIndex,
  { shownFrom = relatedFrom, isOwnPart = false } = {},
): Edge | null {
  const [a, b] = inOrder(one, other)
  const measured = measurePair(a, b, mergesOf(a, b, candidate.mergedBefore, index, isOwnPart))
  const weighed = weigh(
    measured,
    candidate,
    massOf(a.signature, b.signature, index),
    isOwnPart || topicsAgree(a.revision.number, b.revision.number, measured, index),
  )
  const judged = judge(measured, weighed, shownFrom)
  return judged === null ? null : renderEdge(judged, readShown(a, b), candidate)
}

/** All that the two sides of a pair say by themselves, for judging it again without them. Symmetric. */
export function readPairFacts(
  one: Side,
  other: Side,
  mergedBefore: boolean,
  index: CandidateIndex,
): PairFacts {
  const [a, b] = inOrder(one, other)
  return {
    measured: measurePair(a, b, mergesOf(a, b, mergedBefore, index)),
    shown: readShown(a, b),
    oneGathers: a.rollUp !== b.rollUp,
  }
}

/**
 * The verdict on a pair of the index, from what its sides were found to say: the same as `deriveEdge`'s on the sides
 * themselves.
 */
export function deriveKnownEdge(
  a: number,
  b: number,
  { measured, shown }: PairFacts,
  index: CandidateIndex,
): Edge | null {
  const candidate = index.compare(a, b)
  const mass = massOf(index.signatureOf(Math.min(a, b)), index.signatureOf(Math.max(a, b)), index)
  const judged = judge(
    measured,
    weigh(measured, candidate, mass, topicsAgree(a, b, measured, index)),
    relatedFrom,
  )
  return judged === null ? null : renderEdge(judged, shown, candidate)
}

const inOrder = (one: Side, other: Side): [Side, Side] =>
  one.revision.number < other.revision.number ? [one, other] : [other, one]

const massOf = (a: Signature, b: Signature, index: CandidateIndex): Mass =>
  sharedMass(a, b, massChannels, index)

/** Everything that a pair is judged by; `a` is the older one. */
export function measure(a: Side, b: Side, candidate: Candidate, index: CandidateIndex): Measures {
  const measured = measurePair(a, b, mergesOf(a, b, candidate.mergedBefore, index))
  const agree = topicsAgree(a.revision.number, b.revision.number, measured, index)
  return weigh(measured, candidate, massOf(a.signature, b.signature, index), agree)
}

/**
 * Whether two do the same thing by what each is about. One that carries commits of others is like all that do what
 * these do, and may be for something else: "Capitalize YouTube" on a fork that began with a fix of spreadsheets.
 */
function topicsAgree(
  a: number,
  b: number,
  { agreements, bringsOthers }: OwnMeasures,
  index: CandidateIndex,
): boolean {
  if (agreements === null) return true
  const [older, newer] = [index.ownCommits(a), index.ownCommits(b)]
  if (older === null || newer === null) return true
  if (!bringsOthers && older.own.length === older.all && newer.own.length === newer.all) return true
  return agreeOnOwn(agreements, older.own, newer.own)
}

/** Adds what a pair's own measures are worth in its repository. */
function weigh(
  { relation: _, isLead: __, ...measured }: PairMeasures,
  candidate: Candidate,
  mass: Mass,
  ownTopicsAgree: boolean,
): Measures {
  return {
    ...measured,
    ownTopicsAgree,
    location: candidate.signals.location ?? null,
    hunks: candidate.signals.hunks ?? null,
    paths: candidate.signals.paths ?? 0,
    sharedMass: mass.shared,
    containment: {
      aInB: mass.a > 0 ? round(mass.shared / mass.a) : null,
      bInA: mass.b > 0 ? round(mass.shared / mass.b) : null,
    },
    rawScore: candidate.similarity,
    probability: calibrate(candidate.similarity),
  }
}

interface Judged {
  measures: Measures
  category: Category
  relation: FoundRelation | null
}

function judge({ relation, isLead }: PairMeasures, weighed: Measures, shownFrom: number): Judged | null {
  const measures = { ...weighed }
  const category = classify(measures, shownFrom) ?? (isLead ? 'RELATED' : null)
  if (category === null) return null
  if (category === 'SAME_CHANGE' && (measures.identical || measures.sameOutcome))
    measures.probability = Math.max(measures.probability, identicalScore)
  else if (category === 'SAME_CHANGE' && measures.moved)
    measures.probability = Math.max(measures.probability, movedScore)
  const inPlace = (measures.place ?? 0) >= samePlace
  const raiseTo = (least: number, holds: boolean) => {
    if (category !== 'RELATED' && holds) measures.probability = Math.max(measures.probability, least)
  }
  raiseTo(inPlace ? oneIssueScore : oneIssueElsewhereScore, measures.closedByBoth.length > 0)
  raiseTo(closesOtherScore, inPlace && measures.claim?.kind === 'closes-other')
  raiseTo(oneTitleScore, inPlace && measures.sameTitle)
  return { measures, category, relation }
}

function renderEdge({ measures, category, relation }: Judged, shown: PairShown, candidate: Candidate): Edge {
  return {
    a: shown.a,
    b: shown.b,
    category,
    relation: relation?.relation ?? null,
    score: round(measures.probability),
    signals: Object.fromEntries(
      Object.entries({
        ...candidate.signals,
        place: measures.place ?? undefined,
        text: measures.text ?? undefined,
      })
        .filter((entry): entry is [string, number] => entry[1] !== undefined)
        .map(([name, value]) => [name, round(value)]),
    ),
    evidence: deriveEvidence(shown, measures, category, relation),
  }
}

/** What is known of when and to what the two of a pair were merged, or are to be. */
type Merges = Pick<OwnMeasures, 'mergedBefore' | 'merged' | 'mergedElsewhere' | 'otherLines'>

function mergesOf(a: Side, b: Side, mergedBefore: boolean, index: CandidateIndex, isOwnPart = false): Merges {
  const isMerged = ({ revision }: Side) => index.isMerged(revision.number)
  return {
    mergedBefore,
    merged: { a: isMerged(a), b: isMerged(b) },
    mergedElsewhere: mergedForRelease(a, b, isMerged),
    // What a roll-up brings of its own is for all lines.
    otherLines: !isOwnPart && aimAtOtherLines(a, b),
  }
}

function measurePair(a: Side, b: Side, merges: Merges): PairMeasures {
  const identical = samePatch(a.signature, b.signature)
  const shared = sharedCommits(a, b)
  const text = identical ? 1 : sameTextShare(a, b)
  const own: OwnMeasures = {
    identical,
    // Two edits of two contents may end in the same one: the later one takes in the earlier.
    sameOutcome: sameOutcome(a.signature, b.signature) && (text ?? 1) >= competingText,
    moved: !identical && isSameEditMoved(a, b),
    text,
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
    emptiesOne: emptiesOne(a, b),
    ...merges,
    revert: saysRevert(a) !== saysRevert(b),
    revertsOthers: revertsOthers(a, b),
    ...compareRaises(a, b, identical || (text ?? 0) >= competingText),
    releasesAnother: releasesAnother(a, b),
    createsOthers: createsOthers(a, b),
    namesOtherObjects: namesOtherObjects(a, b),
    formatsAlike: formatsAlike(a, b),
    backport: saysBackport(a) !== null || saysBackport(b) !== null,
  }
  const relation = findRelation(a, b, own)
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

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
