import { competingText, featureFrom, leastSharedMass, sameText } from './model.ts'
import { pathsOf, type Side, sharedLines, symbolsOf } from './side.ts'
import type { Category, Evidence, Relation, Remainder } from './verdict.ts'

/** The numbers that a pair is judged by. */
export interface Measures {
  /** The production changes are the same to the letter, white space and context aside. */
  identical: boolean
  /** Jaccard of the added lines (removed, when nothing is added); null when there is nothing to compare. */
  text: number | null
  location: number | null
  hunks: number | null
  samePath: boolean
  sharedMass: number
  containment: { aInB: number | null; bInA: number | null }
  /** Both change production, or both docs alone. */
  decides: boolean
  sharedIssues: number[]
  rawScore: number
  probability: number
}

/** Lists are cut to what fits a page; counts are whole. */
const shownLines = 12
const shownPaths = 20
const shownSymbols = 12
const longestShownLine = 200

/** The facts about a pair, `a` having the smaller number. */
export function deriveEvidence(
  a: Side,
  b: Side,
  measures: Measures,
  category: Category,
  relation: Relation | null,
): Evidence {
  const added = sharedLines(a.added, b.added)
  const removed = sharedLines(a.removed, b.removed)
  const both = (channel: Parameters<typeof pathsOf>[1]) => {
    const others = new Set(pathsOf(b, channel))
    return pathsOf(a, channel)
      .filter((path) => others.has(path))
      .slice(0, shownPaths)
  }
  const symbols = symbolsOf(b)
  const paths = both(a.deciding)
  const cut = (lines: string[]) => ({
    count: lines.length,
    lines: lines.slice(0, shownLines).map((line) => line.slice(0, longestShownLine)),
  })
  return {
    reasons: deriveReasons(a, b, measures, relation, paths, added.length),
    whyNotHigher: whyNotHigher(measures, category),
    sharedProductionPaths: paths,
    sharedAddedLines: cut(added),
    sharedRemovedLines: cut(removed),
    sharedSymbols: [...symbolsOf(a)]
      .filter((symbol) => symbols.has(symbol))
      .sort()
      .slice(0, shownSymbols),
    sharedTests: a.deciding === 'test' ? [] : both('test'),
    sharedDocs: a.deciding === 'docs' ? [] : both('docs'),
    sharedIssues: measures.sharedIssues.map((issue) => `#${issue}`),
    containment: measures.containment,
    onlyA: remainder(a, b),
    onlyB: remainder(b, a),
    first: whichFirst(a, b),
  }
}

function deriveReasons(
  a: Side,
  b: Side,
  m: Measures,
  relation: Relation | null,
  paths: string[],
  shared: number,
): string[] {
  const reasons: string[] = []
  const where =
    paths.length === 0 ? '' : ` in ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`
  if (relation !== null) reasons.push(relationReason(relation, a, b))
  const kind = a.deciding === 'docs' ? 'documentation' : 'production'
  if (m.identical) reasons.push(`identical ${kind} change${where}`)
  else if (shared > 0) {
    const most = Math.max(a.added.size, b.added.size)
    reasons.push(`both add the same ${shared} of ${most} lines${where}`)
  } else if (paths.length > 0) reasons.push(`both change the same place${where}`)
  if (m.hunks !== null && m.hunks > 0)
    reasons.push(`${percent(m.hunks)} of the smaller change's hunks lie on the same lines`)
  if (m.sharedIssues.length > 0)
    reasons.push(`both refer to ${m.sharedIssues.map((issue) => `#${issue}`).join(', ')}`)
  const { aInB, bInA } = m.containment
  if (aInB !== null && bInA !== null) {
    const [small, large, share] = aInB >= bInA ? [a, b, aInB] : [b, a, bInA]
    if (share >= 0.5)
      reasons.push(`#${large.revision.number} contains ${percent(share)} of #${small.revision.number}`)
  }
  if (reasons.length === 0) reasons.push('their words, places and messages are alike')
  return reasons
}

function relationReason(relation: Relation, a: Side, b: Side): string {
  const [older, newer] = a.revision.createdAt <= b.revision.createdAt ? [a, b] : [b, a]
  const [first, second] = [`#${older.revision.number}`, `#${newer.revision.number}`]
  switch (relation) {
    case 'STACKED':
      return `${second} and ${first} share commits: one is built on the other`
    case 'REVERT':
      return `${second} takes back what ${first} does`
    case 'BACKPORT':
      return `${second} brings the change of ${first} to another branch`
    case 'FOLLOW_UP':
      return `${second} reworks what ${first} added`
    case 'RESUBMISSION':
      return `${second} is the same author's next try at ${first}`
  }
}

function whyNotHigher(m: Measures, category: Category): string | null {
  switch (category) {
    case 'SAME_CHANGE':
      return null
    case 'SAME_FEATURE':
      return `their lines are ${percent(m.text ?? 0)} the same; from ${percent(sameText)} on, at the same place, it would be the same change`
    case 'COMPETING_IMPLEMENTATION':
      return `their lines are ${percent(m.text ?? 0)} the same; from ${percent(competingText)} on it would be the same feature`
    case 'RELATED':
      if (!m.decides) return 'no production code decides: tests, docs and metadata alone make no duplicate'
      if (m.sharedMass < leastSharedMass) return 'what they share is too little or too common to tell'
      return `the score is ${m.probability.toFixed(2)}; from ${featureFrom.toFixed(2)} on it would be the same feature`
  }
}

function remainder(side: Side, other: Side): Remainder {
  const only = (channel: Parameters<typeof pathsOf>[1]) => {
    const theirs = new Set(pathsOf(other, channel))
    return pathsOf(side, channel)
      .filter((path) => !theirs.has(path))
      .slice(0, shownPaths)
  }
  const count = (mine: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>) => {
    let lines = 0
    for (const [line, times] of mine) lines += Math.max(0, times - (theirs.get(line) ?? 0))
    return lines
  }
  return {
    productionFiles: only('production'),
    testFiles: only('test'),
    docsFiles: only('docs'),
    addedLines: count(side.added, other.added),
    removedLines: count(side.removed, other.removed),
  }
}

/** Opened first; of two opened at the same moment, written first; else the smaller number. */
function whichFirst(a: Side, b: Side): Evidence['first'] {
  if (a.revision.createdAt !== b.revision.createdAt)
    return { number: (a.revision.createdAt < b.revision.createdAt ? a : b).revision.number, by: 'opened' }
  const written = (side: Side) => side.revision.commits[0]?.authoredAt ?? ''
  if (written(a) !== written(b) && written(a) !== '' && written(b) !== '')
    return { number: (written(a) < written(b) ? a : b).revision.number, by: 'commit author date' }
  return { number: a.revision.number, by: 'number' }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
