import type { Category, Evidence } from '../../domain/pair.ts'
import {
  competingText,
  featureFrom,
  leastSharedMass,
  sameChangeFrom,
  samePlace,
  sameText,
} from '../weights.ts'
import type { OwnMeasures, PairShown } from './pair-facts.ts'
import type { FoundRelation } from './relation-facts.ts'
import type { Side } from './side.ts'

/** The numbers that a pair is judged by: its own, and what they are worth in its repository. */
export interface Measures extends OwnMeasures {
  location: number | null
  hunks: number | null
  /** Cosine of the paths of the deciding files. */
  paths: number
  sharedMass: number
  containment: { aInB: number | null; bInA: number | null }
  rawScore: number
  probability: number
}

/** The facts about a pair. */
export function deriveEvidence(
  shown: PairShown,
  measures: Measures,
  category: Category,
  relation: FoundRelation | null,
): Evidence {
  const { paths, added, removed, symbols, tests, docs, onlyA, onlyB, first } = shown
  return {
    reasons: deriveReasons(shown, measures, relation),
    whyNotHigher: whyNotHigher(measures, category, relation),
    sharedProductionPaths: paths,
    sharedAddedLines: added,
    sharedRemovedLines: removed,
    sharedSymbols: symbols,
    sharedTests: tests,
    sharedDocs: docs,
    sharedIssues: [...new Set([...measures.sharedIssues, ...measures.closedByBoth])],
    closedByBoth: measures.closedByBoth,
    containment: measures.containment,
    onlyA,
    onlyB,
    first,
  }
}

/** What a change that decides by such files is called. */
const kinds = {
  production: 'production change',
  docs: 'documentation change',
  test: 'test change',
  metadata: 'change of project files',
  generated: 'change of generated files',
} as const satisfies Record<Side['deciding'], string>

function deriveReasons(
  { nameA, nameB, deciding, paths, added, mostAdded }: PairShown,
  m: Measures,
  relation: FoundRelation | null,
): string[] {
  const reasons: string[] = []
  const where =
    paths.length === 0 ? '' : ` in ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`
  if (relation !== null) reasons.push(relation.reason)
  const inPlace = (m.place ?? 0) >= samePlace
  if (m.identical || m.sameOutcome)
    reasons.push(
      inPlace || m.sameOutcome
        ? `identical ${kinds[deciding]}${where}`
        : `the same edit at another place${where}`,
    )
  else if (added.count > 0) reasons.push(`both add the same ${added.count} of ${mostAdded} lines${where}`)
  else if (paths.length > 0)
    reasons.push(`both change ${inPlace ? `the same place${where}` : where.slice(4)}`)
  if (m.claim !== null) reasons.push(m.claim)
  if (m.closedByBoth.length > 0) reasons.push(`both close ${m.closedByBoth.join(', ')}`)
  if (m.hunks !== null && m.hunks > 0)
    reasons.push(`${percent(m.hunks)} of the smaller change's hunks lie on the same lines`)
  const referred = m.sharedIssues.filter((issue) => !m.closedByBoth.includes(issue))
  if (referred.length > 0) reasons.push(`both refer to ${referred.join(', ')}`)
  const { aInB, bInA } = m.containment
  if (aInB !== null && bInA !== null) {
    const [small, large, share] = aInB >= bInA ? [nameA, nameB, aInB] : [nameB, nameA, bInA]
    if (share >= 0.5) reasons.push(`${large} contains ${percent(share)} of ${small}`)
  }
  if (m.sharedCommits > 0 && relation === null)
    reasons.push(
      `both begin with the same ${m.sharedCommits === 1 ? 'commit, which is' : `${m.sharedCommits} commits, which are`} not merged`,
    )
  if (reasons.length === 0) reasons.push('their words, places and messages are alike')
  return reasons
}

/** What would have to be different; null for the highest, and where the relation says why the two are no duplicates. */
function whyNotHigher(m: Measures, category: Category, relation: FoundRelation | null): string | null {
  if (relation !== null) return null
  const text = percent(m.text ?? 0)
  const score = (from: number, what: string) =>
    `the score is ${m.probability.toFixed(2)}; from ${from.toFixed(2)} on it would be ${what}`
  const inPlace = (m.place ?? 0) >= samePlace
  switch (category) {
    case 'SAME_CHANGE':
      return null
    case 'SAME_FEATURE':
      if ((m.text ?? 0) < sameText || !inPlace)
        return `their lines are ${text} the same; from ${percent(sameText)} on, at the same place, it would be the same change`
      return m.sharedMass < leastSharedMass
        ? 'what they share is too little or too common to be the same change'
        : score(sameChangeFrom, 'the same change')
    case 'COMPETING_IMPLEMENTATION':
      return `their lines are ${text} the same; from ${percent(competingText)} on it would be the same feature`
    case 'RELATED':
      if (!m.decides) return 'no production code decides: tests, docs and metadata alone make no duplicate'
      if (m.sharedCommits > 0 && !m.siblingsAgree)
        return 'what they have in common may be no more than what both began with'
      if (m.revert) return 'one of them is the revert of something else'
      if (m.backport) return 'one of them brings something to another branch'
      if (m.identical && !inPlace) return 'the same edit at another place mends something else'
      if (m.sharedMass < leastSharedMass) return 'what they share is too little or too common to tell'
      return score(featureFrom, 'the same feature')
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
