import { type Category, categories, type Edge, type Relation } from '../domain/pair.ts'
import type { AskedFact, PairFact } from '../domain/pair-fact.ts'
import type { Revision } from '../domain/revision.ts'
import type { CandidateIndex } from './candidates/candidate-index.ts'
import type { Candidate, IndexedPull } from './candidates/comparer.ts'
import { deriveSignature } from './candidates/signature.ts'
import { parsePatch } from './change/patch.ts'
import type { PathRules } from './change/paths.ts'
import { messageWords } from './change/tokens.ts'
import type { ReadRevisions } from './judge/held-sides.ts'
import { calibrate, deriveEdge } from './judge/judge-pair.ts'
import { readSide } from './judge/side.ts'
import { askedFloor, askedFloorWithoutWords, evidencePerPull, largestIssueGroup } from './weights.ts'

/** A change that has no pull request yet. */
export interface ProposedChange {
  /** git's unified diff; null where there is no code yet and only its paths are known. */
  patch: string | null
  /** Files that it will touch, as far as that is known without a patch. */
  paths: readonly string[]
  title: string
  body: string
  /** The branch that it is meant for; null when unknown. */
  base: string | null
  /** That branch goes its own way; absent when that is not known. */
  baseIsSeparate?: boolean
  /** "owner/repo". */
  repository: string
}

/** A pull request that does what a proposed change would do, or something like it. */
export interface Match {
  number: number
  category: Category
  relation: Relation | null
  /** 0..1, see Edge. */
  score: number
  /** The deciding one first. */
  facts: PairFact[]
  /**
   * The share of the proposed change that the pull request has, and the other way round, 0..1; null where that is
   * unknown.
   */
  containment: { ofYours: number | null; ofTheirs: number | null }
  /**
   * Files that both change, and lines that both add, the most telling first: cut to what fits a screen, `count` is
   * whole.
   */
  sharedPaths: string[]
  sharedLines: { count: number; lines: string[] }
}

/** A pair as one of its sides sees it. */
export function matchOf(edge: Edge, mine: number): Match {
  const { facts, sharedProductionPaths, sharedAddedLines, containment } = edge.evidence
  const { aInB, bInA } = containment
  return {
    number: edge.a === mine ? edge.b : edge.a,
    category: edge.category,
    relation: edge.relation,
    score: edge.score,
    facts,
    containment: edge.a === mine ? { ofYours: aInB, ofTheirs: bInA } : { ofYours: bInA, ofTheirs: aInB },
    sharedPaths: sharedProductionPaths,
    sharedLines: { count: sharedAddedLines.count, lines: sharedAddedLines.lines.slice(0, shownLines) },
  }
}

const noContainment = { ofYours: null, ofTheirs: null }
/** Without code, words and paths are all there is: of its title's words another one has at least this share. */
const leastWords = 0.3
/** Pull requests whose code is read for one question, at most, beside the best candidates. */
const mostMet = largestIssueGroup
const shownFiles = 2
const shownWords = 6
const shownLines = 5

/**
 * Finds the pull requests that are like a proposed change, by the code that compares pull requests. Best first: the
 * strongest category, then the score.
 * @param number one that no pull request has.
 * @param readRevisions reads pull requests with their diffs.
 */
export async function findMatches(
  change: ProposedChange,
  number: number,
  index: CandidateIndex,
  readRevisions: ReadRevisions,
  rules?: PathRules,
): Promise<Match[]> {
  const revision = toRevision(change, number)
  const files = parsePatch(revision.patch)
  const pull: IndexedPull = { number, signature: deriveSignature(revision, files, rules) }
  const ranked = index.findCandidates(pull, evidencePerPull)
  const { identical, sameIssue, named } = index.findMeetings(pull)
  const floor = change.title.trim() + change.body.trim() === '' ? askedFloorWithoutWords : askedFloor
  const chosen = new Map<number, Candidate>()
  for (const candidate of ranked)
    if (change.patch === null || candidate.similarity >= floor) chosen.set(candidate.number, candidate)
  for (const other of [...new Set([...named, ...identical, ...sameIssue])].slice(0, mostMet)) {
    const candidate = chosen.get(other) ?? index.compareWith(pull, other)
    if (candidate !== null) chosen.set(other, candidate)
  }
  const mine = readSide(revision, pull.signature, rules)
  const matches: Match[] = []
  for await (const other of await readRevisions([...chosen.keys()].sort((a, b) => a - b))) {
    const candidate = chosen.get(other.number)
    if (candidate === undefined) continue
    const side = readSide(other, index.signatureOf(other.number), rules)
    const edge = deriveEdge(mine, side, candidate, index, { shownFrom: calibrate(floor) })
    if (edge !== null) matches.push(matchOf(edge, number))
    else if (change.patch === null) {
      const facts = findPlanFacts(revision, change.paths, other, new Set(side.files.map(({ path }) => path)))
      const score = Math.round(calibrate(candidate.similarity) * 10_000) / 10_000
      if (facts.length > 0)
        matches.push({
          number: other.number,
          category: 'RELATED',
          relation: null,
          score,
          facts,
          containment: noContainment,
          sharedPaths: change.paths.filter((path) => side.files.some((file) => file.path === path)),
          sharedLines: { count: 0, lines: [] },
        })
    }
  }
  return sortMatches(matches)
}

/** The strongest category first, then the score, then the older one. */
export function sortMatches(matches: readonly Match[]): Match[] {
  const rank = ({ category, relation }: Match) => categories.indexOf(category) + (relation === null ? 0 : 0.5)
  return [...matches].sort((a, b) => rank(a) - rank(b) || b.score - a.score || a.number - b.number)
}

function toRevision(
  { patch, paths, title, body, base, baseIsSeparate = false, repository }: ProposedChange,
  number: number,
): Revision {
  return {
    number,
    isProposed: true,
    repository: repository.toLowerCase(),
    headSha: '',
    baseSha: null,
    baseAt: null,
    baseRef: base,
    baseIsSeparate,
    title,
    body,
    author: null,
    createdAt: new Date(0).toISOString(),
    createdAtGuessed: true,
    commits: [],
    // Files without a line: their paths are all that is known of them.
    patch: patch ?? paths.map((path) => `diff --git a/${path} b/${path}\n`).join(''),
  }
}

/** Why a pull request is worth a look to a person who has only a plan: files of it, and words of its sentence. */
function findPlanFacts(
  plan: Revision,
  paths: readonly string[],
  other: Revision,
  theirs: ReadonlySet<string>,
): AskedFact[] {
  const shared = paths.filter((path) => theirs.has(path))
  const words = new Set(messageWords(plan.title))
  const said = new Set(messageWords(`${other.title}\n${other.body.slice(0, 2_000)}`))
  const common = [...words].filter((word) => said.has(word))
  const alike = words.size > 0 && common.length / words.size >= leastWords && common.length > 1
  if (shared.length === 0 ? !alike : words.size > 0 && common.length === 0) return []
  const facts: AskedFact[] = []
  if (shared.length > 0)
    facts.push({
      kind: 'your-files',
      paths: shared.slice(0, shownFiles),
      more: Math.max(0, shared.length - shownFiles),
    })
  if (common.length > 0) facts.push({ kind: 'your-words', words: common.slice(0, shownWords) })
  return facts
}
