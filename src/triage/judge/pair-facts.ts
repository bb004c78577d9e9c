import type { FileChannel } from '../../domain/alignment.ts'
import { type Evidence, mostListedFiles, type Remainder } from '../../domain/pair.ts'
import type { ClaimFact, Party } from '../../domain/pair-fact.ts'
import { detach } from '../change/detach.ts'
import { countAll, countShared, sharedLines } from './bags.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import { pathsBeside, type Side, sharedInFile, symbolsOf } from './side.ts'
import { mostLines } from './side-lines.ts'

/**
 * What a pair's two sides say by themselves, apart from the rest of the repository: reading and aligning two diffs
 * costs most of a comparison, and this is all that is needed of them. What they are worth (how rare their words are,
 * how alike the two are beside others) is judged anew each time.
 */
export interface PairFacts {
  measured: PairMeasures
  shown: PairShown
  /** One of the two gathers the work of many, and the other does not: an own part of it may be what counts. */
  oneGathers: boolean
}

/** The measures of a pair that nothing but its two sides decides. */
export interface OwnMeasures {
  /** The production changes are the same to the letter, white space and context aside. */
  identical: boolean
  /** The same edits of the same contents, of which one has another name by now (places.ts). */
  moved: boolean
  /** Jaccard of the added lines (removed, when nothing is added); null when there is nothing to compare. */
  text: number | null
  /** Most of what both add is what a formatter makes of the same lines (text-share.ts). */
  formatAlike: boolean
  /** Share of the smaller change's hunks at a place of the other one (places.ts). */
  place: number | null
  /** The deciding files become the same: path, content and mode. */
  sameOutcome: boolean
  /** Both change production, or both docs alone. */
  decides: boolean
  sharedIssues: string[]
  /** Of these, the ones that both say they close. */
  closedByBoth: string[]
  /** What the author of one says of the other. */
  claim: ClaimFact | null
  /** Neither carries the other, and both begin with the same commits: so many. */
  sharedCommits: number
  /** Their titles say the same thing (same-title.ts). */
  sameTitle: boolean
  /** Both titles say something, as far as that can be read, and have no word in common (same-title.ts). */
  titlesDiffer: boolean
  /** Files of the larger one, of every kind. */
  files: number
  /** Both change the same files, of every kind. */
  sameFiles: boolean
  /** Different lines that both add, and that both remove. */
  sharedLines: number
  /** Most of what each changes is in lists of versions. */
  bothRaise: boolean
  /** What they have besides those commits is for the same thing, by their words. */
  siblingsAgree: boolean
  /** Commits that are for the same thing, where one of the two has several (topics.ts). */
  agreements: [number, number][] | null
  /**
   * No subject of one, its title or a commit's, is for what one of the other is for (topics.ts), and one of them
   * changes files that the other does not.
   */
  speaksOfElse: boolean
  /** One of them holds commits that are not its work, beside its own (topics.ts). */
  bringsOthers: boolean
  /** The older one was merged before the newer one began. */
  mergedBefore: boolean
  /** Which of the two were merged, as far as that is known. */
  merged: { a: boolean; b: boolean }
  /** They are for different lines, of which one at least is a line of releases (release-lines.ts). */
  otherLines: boolean
  /** One of them says that it takes something back, and the other does not. */
  revert: boolean
  /** Both name commits that they take back, and none that both do. */
  revertsOthers: boolean
  /** Each raises one package, and another one. */
  raisesAnother: boolean
  /** Both raise one package, and to two versions; or take a line from one to another, each from and to its own. */
  raisesFurther: boolean
  /** Each is for a release of the repository, and for another one. */
  releasesAnother: boolean
  /** All that both have is the version of the package itself, beside something else (release-title.ts). */
  ownVersionAlone: boolean
  /** The title of one of them says that it is not to be merged. */
  trial: boolean
  /** Both set one switch, label or counter of the settings to one value, weeks apart (set-again.ts). */
  setsAgain: boolean
  /** Each creates files, and none that the other does: an entry of a list may come with a picture of its own. */
  createsOthers: boolean
  /** One says that it brings something to another branch. */
  backport: boolean
}

export interface PairMeasures extends OwnMeasures {
  relation: FoundRelation | null
  /** Always worth showing, even with a low score. */
  isLead: boolean
}

/** What a page shows of a pair, `a` having the smaller number. */
export interface PairShown {
  a: number
  b: number
  partyA: Party
  partyB: Party
  /** What kind of files decides for `a`. */
  deciding: FileChannel
  /** Lines that the longer of the two adds. */
  mostAdded: number
  /** So many lines of each were read, where one has more; null: all were. */
  readLines: number | null
  /** Of the deciding files, if both decide by the same kind: the one that shares most first. */
  paths: string[]
  /** How many more of them there are. */
  morePaths: number
  added: Evidence['sharedAddedLines']
  removed: Evidence['sharedRemovedLines']
  symbols: string[]
  tests: string[]
  docs: string[]
  onlyA: Remainder
  onlyB: Remainder
  first: Evidence['first']
}

/** Lists are cut to what fits a page; counts are whole. */
const shownLines = 12
const shownSymbols = 12
const longestShownLine = 200

/** What is cut says so: two lines that differ behind it are not to be taken for whole. */
const shorten = (line: string) =>
  detach(line.length > longestShownLine ? `${line.slice(0, longestShownLine)}…` : line)

/** @param a has the smaller number. */
export function readShown(a: Side, b: Side): PairShown {
  const both = (channel: FileChannel) => pathsBeside(a, b, channel, { shared: true })
  const symbols = symbolsOf(b)
  const sharedPaths = a.deciding === b.deciding ? bySharing(a, b, both(a.deciding)) : []
  const shared = { added: countShared(a.added, b.added), removed: countShared(a.removed, b.removed) }
  const cut = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) => {
    const { count, lines } = sharedLines(one, other, shownLines)
    return { count, lines: lines.map(shorten) }
  }
  return {
    a: a.revision.number,
    b: b.revision.number,
    partyA: partyOf(a),
    partyB: partyOf(b),
    deciding: a.deciding,
    mostAdded: Math.max(a.added.size, b.added.size),
    readLines: a.isCut || b.isCut ? mostLines : null,
    paths: sharedPaths.slice(0, mostListedFiles),
    morePaths: Math.max(0, sharedPaths.length - mostListedFiles),
    added: cut(a.added, b.added),
    removed: cut(a.removed, b.removed),
    symbols: [...symbolsOf(a)]
      .filter((symbol) => symbols.has(symbol))
      .sort()
      .slice(0, shownSymbols)
      .map(detach),
    tests: a.deciding === 'test' ? [] : both('test').slice(0, mostListedFiles),
    docs: a.deciding === 'docs' ? [] : both('docs').slice(0, mostListedFiles),
    onlyA: remainder(a, b, shared),
    onlyB: remainder(b, a, shared),
    first: whichFirst(a, b),
  }
}

/** The file that shares most comes first, since a sentence names no more than one; ties in order of path. */
function bySharing(a: Side, b: Side, paths: string[]): string[] {
  const shared = new Map(paths.map((path) => [path, sharedInFile(a, b, path)]))
  return paths.toSorted((x, y) => shared.get(y)! - shared.get(x)!)
}

/** @param shared how many lines both add, and both remove. */
function remainder(side: Side, other: Side, shared: { added: number; removed: number }): Remainder {
  const only = (channel: FileChannel) =>
    pathsBeside(side, other, channel, { shared: false, most: mostListedFiles })
  return {
    productionFiles: only('production'),
    testFiles: only('test'),
    docsFiles: only('docs'),
    addedLines: countAll(side.added) - shared.added,
    removedLines: countAll(side.removed) - shared.removed,
  }
}

/**
 * Opened first, where it is said when; GitHub gives numbers out in the order of opening, so else the smaller number.
 * An author date says when a commit was written, which may be weeks before, and after a rebase later.
 */
function whichFirst(a: Side, b: Side): Evidence['first'] {
  const [x, y] = [a.revision, b.revision]
  if (x.createdAt === y.createdAt || x.createdAtGuessed || y.createdAtGuessed)
    return { number: x.number, by: 'number' }
  return { number: (x.createdAt < y.createdAt ? x : y).number, by: 'opened' }
}
