import type { Candidate, CandidateIndex } from './candidate-index.ts'
import { deriveEvidence, type Measures } from './evidence.ts'
import {
  calibration,
  competingText,
  featureFrom,
  identicalScore,
  leastIdenticalMass,
  leastSharedMass,
  relatedFrom,
  sameChangeFrom,
  samePlace,
  sameText,
} from './model.ts'
import { classifyRelation } from './relation.ts'
import { samePatch, sharedMass } from './shared-mass.ts'
import { jaccard, type Side } from './side.ts'
import type { Category, Edge } from './verdict.ts'

/** Production terms whose mass says how much two changes share: what they write, and where. */
const massChannels = ['addedTokens', 'addedLines', 'removedLines'] as const

/** From raw score to the share of such pairs that are duplicates. */
export function calibrate(score: number): number {
  return 1 / (1 + Math.exp(-calibration.slope * (score - calibration.middle)))
}

/**
 * What a pair amounts to, with everything it was judged by; null when it is not worth showing. Symmetric: the order of the
 * sides does not matter.
 */
export function deriveVerdict(
  one: Side,
  other: Side,
  candidate: Candidate,
  index: CandidateIndex,
): Edge | null {
  const [a, b] = one.revision.number < other.revision.number ? [one, other] : [other, one]
  const measures = measure(a, b, candidate, index)
  const category = classify(measures)
  if (category === null) return null
  if (category === 'SAME_CHANGE' && measures.identical)
    measures.probability = Math.max(measures.probability, identicalScore)
  const relation = classifyRelation(a, b, measures)
  return {
    a: a.revision.number,
    b: b.revision.number,
    category,
    relation,
    score: round(measures.probability),
    signals: Object.fromEntries(
      Object.entries({ ...candidate.signals, text: measures.text ?? undefined })
        .filter((entry): entry is [string, number] => entry[1] !== undefined)
        .map(([name, value]) => [name, round(value)]),
    ),
    evidence: deriveEvidence(a, b, measures, category, relation),
  }
}

function measure(a: Side, b: Side, candidate: Candidate, index: CandidateIndex): Measures {
  const texts = [jaccard(a.added, b.added), jaccard(a.removed, b.removed)]
  const [added, removed] = texts
  const mass = sharedMass(a.signature, b.signature, massChannels, index)
  const identical = samePatch(a.signature, b.signature)
  return {
    identical,
    // Only what both have is compared: two changes that add nothing are not alike in what they add.
    text: identical ? 1 : (added ?? removed ?? null),
    location: candidate.signals.location ?? null,
    hunks: candidate.signals.hunks ?? null,
    samePath: (candidate.signals.paths ?? 0) > 0,
    sharedMass: mass.shared,
    containment: {
      aInB: mass.a > 0 ? round(mass.shared / mass.a) : null,
      bInA: mass.b > 0 ? round(mass.shared / mass.b) : null,
    },
    decides: decides(a) && decides(b) && a.deciding === b.deciding,
    sharedIssues: a.issues.filter((issue) => b.issues.includes(issue)),
    rawScore: candidate.similarity,
    probability: calibrate(candidate.similarity),
  }
}

/** Production decides; where a pull request changes none, its docs stand in. Tests and metadata alone never decide. */
function decides(side: Side): boolean {
  return side.deciding === 'production' || side.deciding === 'docs'
}

function classify(m: Measures): Category | null {
  const place = Math.max(m.location ?? 0, m.hunks ?? 0) >= samePlace
  const text = m.text ?? 0
  if (m.decides && m.samePath && place) {
    if (m.identical && m.sharedMass >= leastIdenticalMass) return 'SAME_CHANGE'
    if (text >= sameText && m.sharedMass >= leastSharedMass && m.probability >= sameChangeFrom)
      return 'SAME_CHANGE'
  }
  if (m.decides && m.probability >= featureFrom && m.sharedMass >= leastSharedMass) {
    if (text < competingText && (place || m.sharedIssues.length > 0)) return 'COMPETING_IMPLEMENTATION'
    return 'SAME_FEATURE'
  }
  return m.probability >= relatedFrom ? 'RELATED' : null
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
