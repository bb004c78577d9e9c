import type { Category, Evidence } from '../../domain/pair.ts'
import type { PairFact, Shortfall } from '../../domain/pair-fact.ts'
import {
  competingText,
  featureFrom,
  leastSharedMass,
  sameChangeFrom,
  samePlace,
  sameText,
} from '../weights.ts'
import { comesAlong, isByTheWay } from './classify.ts'
import type { OwnMeasures, PairShown } from './pair-facts.ts'
import type { FoundRelation } from './relation-facts.ts'

/** The numbers that a pair is judged by: its own, and what they are worth in its repository. */
export interface Measures extends OwnMeasures {
  location: number | null
  hunks: number | null
  /** Cosine of the paths of the deciding files. */
  paths: number
  /** Cosine of the words of titles, descriptions and commit messages; null where one of the two has none. */
  messageWords: number | null
  sharedMass: number
  containment: { aInB: number | null; bInA: number | null }
  /** They agree in what each is about, and not only in what others carry too. */
  ownTopicsAgree: boolean
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
    facts: deriveFacts(shown, measures, relation),
    shortfall: relation === null ? deriveShortfall(measures, category) : null,
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

function deriveFacts(shown: PairShown, m: Measures, relation: FoundRelation | null): PairFact[] {
  const { partyA, partyB } = shown
  const facts: PairFact[] = []
  if (relation !== null) facts.push(relation.fact)
  const change = deriveChangeFact(shown, m)
  if (change !== null) facts.push(change)
  if (m.claim !== null) facts.push(m.claim)
  if (m.closedByBoth.length > 0) facts.push({ kind: 'close-issues', issues: m.closedByBoth })
  // What says more of why than two titles do, goes without them.
  const saysMore = m.closedByBoth.length > 0 || m.identical || m.sameOutcome || (m.text ?? 0) >= sameText
  if (m.sameTitle && relation === null && !saysMore) facts.push({ kind: 'same-title' })
  if (m.hunks !== null && m.hunks > 0) facts.push({ kind: 'same-hunks', share: round(m.hunks) })
  const mentioned = m.sharedIssues.filter((issue) => !m.closedByBoth.includes(issue))
  if (mentioned.length > 0) facts.push({ kind: 'mention-issues', issues: mentioned })
  const { aInB, bInA } = m.containment
  if (aInB !== null && bInA !== null) {
    const [small, large, share] = aInB >= bInA ? [partyA, partyB, aInB] : [partyB, partyA, bInA]
    if (share >= leastShownShare) facts.push({ kind: 'contains', large, small, share })
  }
  if (m.sharedCommits > 0 && relation === null) facts.push({ kind: 'begin-alike', commits: m.sharedCommits })
  return facts.length > 0 ? facts : [{ kind: 'alike' }]
}

/** A smaller part of a change is no reason. */
const leastShownShare = 0.5

/** What both changes have of files and lines; null: nothing. */
function deriveChangeFact(shown: PairShown, m: Measures): PairFact | null {
  const { deciding, paths, morePaths, added, mostAdded, readLines } = shown
  const where = { path: paths[0] ?? null, more: Math.max(0, paths.length + morePaths - 1) }
  const inPlace = (m.place ?? 0) >= samePlace
  if (m.identical || m.sameOutcome)
    return { kind: 'identical', deciding, inPlace: inPlace || m.sameOutcome, ...where }
  if (added.count > 0) {
    const read = readLines === null ? {} : { read: readLines }
    return { kind: 'same-lines', count: added.count, of: mostAdded, ...read, ...where }
  }
  return paths.length > 0 ? { kind: 'same-files', inPlace, ...where } : null
}

/** What would have to be different; null for the highest. */
function deriveShortfall(m: Measures, category: Category): Shortfall | null {
  const text = m.text ?? 0
  const inPlace = (m.place ?? 0) >= samePlace
  const byText = (from: number, to: 'SAME_CHANGE' | 'SAME_FEATURE'): Shortfall => ({
    kind: 'text-share',
    share: round(text),
    from,
    to,
  })
  const byScore = (from: number, to: 'SAME_CHANGE' | 'SAME_FEATURE'): Shortfall => ({
    kind: 'score',
    score: round(m.probability),
    from,
    to,
  })
  switch (category) {
    case 'SAME_CHANGE':
      return null
    case 'SAME_FEATURE':
      if (text < sameText || !inPlace) return byText(sameText, 'SAME_CHANGE')
      return m.sharedMass < leastSharedMass
        ? { kind: 'too-little', to: 'SAME_CHANGE' }
        : byScore(sameChangeFrom, 'SAME_CHANGE')
    case 'COMPETING_IMPLEMENTATION':
      return byText(competingText, 'SAME_FEATURE')
    case 'RELATED':
      if (!m.decides) return { kind: 'no-production' }
      if (m.sharedCommits > 0 && !m.siblingsAgree) return { kind: 'common-start' }
      if (!m.ownTopicsAgree && (!m.sameOutcome || m.bringsOthers)) return { kind: 'carried-commits' }
      if (m.createsOthers && text >= competingText) return { kind: 'other-files' }
      if (m.raisesAnother) return { kind: 'other-packages' }
      if (m.raisesFurther) return { kind: 'other-versions' }
      if (m.releasesAnother) return { kind: 'other-releases' }
      if (m.trial && m.closedByBoth.length === 0 && m.claim === null) return { kind: 'trial' }
      if (m.setsAgain && m.closedByBoth.length === 0 && m.claim === null) return { kind: 'set-again' }
      if (m.revert && m.closedByBoth.length === 0) return { kind: 'one-reverts' }
      if (m.revertsOthers) return { kind: 'other-reverts' }
      if (m.otherLines && text < competingText) return { kind: 'other-lines' }
      if (m.backport) return { kind: 'one-backports' }
      if (m.identical && !inPlace) return { kind: 'elsewhere' }
      if (isByTheWay(m)) return { kind: 'by-the-way' }
      if (comesAlong(m) || (m.formatAlike && text < competingText)) return { kind: 'comes-along' }
      if (m.sharedMass < leastSharedMass) return { kind: 'too-little', to: null }
      return byScore(featureFrom, 'SAME_FEATURE')
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
