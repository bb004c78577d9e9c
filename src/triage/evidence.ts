import { detach } from './detach.ts'
import { competingText, featureFrom, leastSharedMass, sameChangeFrom, samePlace, sameText } from './model.ts'
import { type FoundRelation, nameOf } from './relation-facts.ts'
import { pathsOf, type Side, sharedLines, symbolsOf } from './side.ts'
import type { Category, Evidence, Remainder } from './verdict.ts'

/** The numbers that a pair is judged by. */
export interface Measures {
  /** The production changes are the same to the letter, white space and context aside. */
  identical: boolean
  /** Jaccard of the added lines (removed, when nothing is added); null when there is nothing to compare. */
  text: number | null
  location: number | null
  hunks: number | null
  /** Share of the smaller change's hunks at a place of the other one (places.ts). */
  place: number | null
  /** The deciding files become the same: path, content and mode. */
  sameOutcome: boolean
  /** Cosine of the paths of the deciding files. */
  paths: number
  sharedMass: number
  containment: { aInB: number | null; bInA: number | null }
  /** Both change production, or both docs alone. */
  decides: boolean
  sharedIssues: string[]
  /** Of these, the ones that both say they close. */
  closedByBoth: string[]
  /** What the author of one says of the other, "#102 says “Supersedes #101”". */
  claim: string | null
  /** Neither carries the other, and both begin with the same commits: so many. */
  sharedCommits: number
  /** What they have besides those commits is for the same thing, by their words. */
  siblingsAgree: boolean
  /** The older one was merged before the newer one began. */
  mergedBefore: boolean
  /** One of them is a revert by its title. */
  revert: boolean
  /** One says that it brings something to another branch. */
  backport: boolean
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
  relation: FoundRelation | null,
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
  const paths = a.deciding === b.deciding ? both(a.deciding) : []
  const cut = (lines: string[]) => ({
    count: lines.length,
    lines: lines.slice(0, shownLines).map((line) => detach(line.slice(0, longestShownLine))),
  })
  return {
    reasons: deriveReasons(a, b, measures, relation, paths, added.length),
    whyNotHigher: whyNotHigher(measures, category, relation),
    sharedProductionPaths: paths,
    sharedAddedLines: cut(added),
    sharedRemovedLines: cut(removed),
    sharedSymbols: [...symbolsOf(a)]
      .filter((symbol) => symbols.has(symbol))
      .sort()
      .slice(0, shownSymbols)
      .map(detach),
    sharedTests: a.deciding === 'test' ? [] : both('test'),
    sharedDocs: a.deciding === 'docs' ? [] : both('docs'),
    sharedIssues: [...new Set([...measures.sharedIssues, ...measures.closedByBoth])],
    closedByBoth: measures.closedByBoth,
    containment: measures.containment,
    onlyA: remainder(a, b),
    onlyB: remainder(b, a),
    first: whichFirst(a, b),
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
  a: Side,
  b: Side,
  m: Measures,
  relation: FoundRelation | null,
  paths: string[],
  shared: number,
): string[] {
  const reasons: string[] = []
  const where =
    paths.length === 0 ? '' : ` in ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`
  if (relation !== null) reasons.push(relation.reason)
  const [x, y] = [nameOf(a), nameOf(b)]
  const inPlace = (m.place ?? 0) >= samePlace
  if (m.identical || m.sameOutcome)
    reasons.push(
      inPlace || m.sameOutcome
        ? `identical ${kinds[a.deciding]}${where}`
        : `the same edit at another place${where}`,
    )
  else if (shared > 0) {
    const most = Math.max(a.added.size, b.added.size)
    reasons.push(`both add the same ${shared} of ${most} lines${where}`)
  } else if (paths.length > 0)
    reasons.push(`both change ${inPlace ? `the same place${where}` : where.slice(4)}`)
  if (m.claim !== null) reasons.push(m.claim)
  if (m.closedByBoth.length > 0) reasons.push(`both close ${m.closedByBoth.join(', ')}`)
  if (m.hunks !== null && m.hunks > 0)
    reasons.push(`${percent(m.hunks)} of the smaller change's hunks lie on the same lines`)
  const referred = m.sharedIssues.filter((issue) => !m.closedByBoth.includes(issue))
  if (referred.length > 0) reasons.push(`both refer to ${referred.join(', ')}`)
  const { aInB, bInA } = m.containment
  if (aInB !== null && bInA !== null) {
    const [small, large, share] = aInB >= bInA ? [x, y, aInB] : [y, x, bInA]
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

/**
 * Opened first, where somebody says when; GitHub gives numbers out in the order of opening, so else the smaller number. An author date says when a commit
 * was written, which may be weeks before, and after a rebase later.
 */
function whichFirst(a: Side, b: Side): Evidence['first'] {
  const [x, y] = [a.revision, b.revision]
  if (x.createdAt === y.createdAt || x.createdAtGuessed || y.createdAtGuessed)
    return { number: x.number, by: 'number' }
  return { number: (x.createdAt < y.createdAt ? x : y).number, by: 'opened' }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
