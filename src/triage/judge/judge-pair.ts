import type { Category, Edge } from '../../domain/pair.ts'
import type { CandidateIndex } from '../candidates/candidate-index.ts'
import type { Candidate } from '../candidates/comparer.ts'
import { type Mass, sharedMass } from '../candidates/shared-mass.ts'
import type { Signature } from '../candidates/signature.ts'
import {
  calibration,
  closesOtherScore,
  identicalScore,
  massChannels,
  movedScore,
  oneIssueElsewhereScore,
  oneIssueScore,
  oneTitleScore,
  relatedFrom,
  samePlace,
} from '../weights.ts'
import { classify } from './classify.ts'
import { deriveEvidence, type Measures } from './evidence.ts'
import { measurePair, mergesOf } from './measure-pair.ts'
import {
  type OwnMeasures,
  type PairFacts,
  type PairMeasures,
  type PairShown,
  readShown,
} from './pair-facts.ts'
import type { FoundRelation } from './relation-facts.ts'
import type { Side } from './side.ts'
import { agreeOnOwn } from './topics.ts'

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
  const measured = measurePair(a, b, mergesOf(a, b, mergedBefore, index))
  return {
    measured,
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
    messageWords: candidate.signals.messageWords ?? null,
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

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
