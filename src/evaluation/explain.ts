import type { ShownEdge } from '../domain/answers.ts'
import type { Revision } from '../domain/revision.ts'
import type { PullSource } from '../source/source.ts'
import { mayFollowUp } from '../triage/candidates/choose-pairs.ts'
import { at } from '../triage/candidates/layout.ts'
import { CandidateIndex, candidatesPerPull, parseRepositoryRules } from '../triage/index.ts'
import { deriveEdge, measure } from '../triage/judge/judge-pair.ts'
import { openOwnParts } from '../triage/judge/own-part.ts'
import { findRelation } from '../triage/judge/relation.ts'
import { readSide } from '../triage/judge/side.ts'
import {
  type Channel,
  channelNames,
  channelWeights,
  evidenceFloor,
  evidencePerPull,
} from '../triage/weights.ts'
import { wordEdge, wordFacts } from '../words/pair-reasons.ts'
import { type Progress, readMirror } from './read-mirror.ts'

/** One pair, stage by stage, by the code that the worker runs. */
export interface Explanation {
  repo: string
  /** Pull requests that they were looked for among. */
  among: number
  /** The older one, and the newer one. */
  a: ExplainedSide
  b: ExplainedSide
  /**
   * Of each channel that a side has: how many terms, their cosine (null where one side has none), what that counts for.
   */
  channels: { name: Channel; ofA: number; ofB: number; cosine: number | null; counts: number }[]
  similarity: number
  score: number
  /** Whether the pair is looked at closely, and why or why not: a sentence. */
  lookedAt: { yes: boolean; why: string }
  measures: Record<string, unknown>
  relation: { relation: string; reason: string } | null
  /** What is shown; null: nothing. */
  edge: ShownEdge | null
}

export interface ExplainedSide {
  number: number
  title: string
  author: string | null
  deciding: string
  files: { path: string; channel: string }[]
  /** Place of the other one among its candidates, counted from one; null: it is not among them. */
  rankOfOther: number | null
}

/**
 * Explains what is said of a pair, and which stage decided it. Reads every pull request of the mirror, since what is
 * rare depends on all of them.
 * @returns null when one of the two is not in the mirror, or could not be read.
 */
export async function explainPair(
  source: PullSource,
  repo: string,
  [one, other]: readonly [number, number],
  progress: Progress,
  signal: AbortSignal,
): Promise<{ explanation: Explanation; revisions: [Revision, Revision] } | null> {
  const rules = parseRepositoryRules((await source.fetchRules(signal)) ?? '{}').rules ?? undefined
  const [first, second] = [Math.min(one, other), Math.max(one, other)]
  const wanted = new Set([first, second])
  const { pulls, revisions } = await readMirror(source, { repo, rules, progress, signal, wanted })
  const older = revisions.get(first)
  const newer = revisions.get(second)
  if (older === undefined || newer === undefined) return null
  const index = new CandidateIndex(pulls)
  const candidate = index.compare(first, second)
  const a = readSide(older, index.signatureOf(first), rules)
  const b = readSide(newer, index.signatureOf(second), rules)
  const rank = (number: number, wantedNumber: number) => {
    const found = index
      .findCandidates(number, candidatesPerPull)
      .findIndex(({ number }) => number === wantedNumber)
    return found === -1 ? null : found + 1
  }
  const [rankOfB, rankOfA] = [rank(first, second), rank(second, first)]
  const alikeTo = await index.listAlike([first, second], async () => signal.throwIfAborted())
  const place = (number: number, wantedNumber: number) => {
    const found = alikeTo(number).findIndex((alike) => alike.number === wantedNumber)
    return found === -1 ? null : found + 1
  }
  const met = index.findMeetings({ number: second, signature: b.signature })
  const measures = measure(a, b, candidate, index)
  const relation = findRelation(a, b, measures)
  const byOwnPart = openOwnParts(index, rules).judge(a, b)
  const edge = byOwnPart ?? deriveEdge(a, b, candidate, index)
  const lengths = (side: typeof a, channel: number) => side.signature.words[at.lengths + channel]!
  const explanation: Explanation = {
    repo,
    among: pulls.length,
    a: describeSide(a, rankOfB),
    b: describeSide(b, rankOfA),
    channels: channelNames.flatMap((name, channel) => {
      const [ofA, ofB] = [lengths(a, channel), lengths(b, channel)]
      if (ofA + ofB === 0) return []
      const cosine = candidate.signals[name] ?? null
      return [{ name, ofA, ofB, cosine, counts: channelWeights[name] * Math.sqrt(cosine ?? 0) }]
    }),
    similarity: candidate.similarity,
    score: candidate.score,
    lookedAt: whyLookedAt(candidate.similarity, [place(first, second), place(second, first)], {
      'they are the same to the letter, or become the same': met.identical.includes(first),
      'they close the same issue': met.sameIssue.includes(first),
      'one names the other': met.named.includes(first),
      "a roll-up's own commits are like the other one": byOwnPart !== null,
      'the older one was merged before the newer one began, and holds all of its hunks': mayFollowUp({
        ...candidate,
        hunks: candidate.signals.hunks ?? null,
      }),
    }),
    measures: { ...measures },
    relation: relation && { relation: relation.relation, reason: wordFacts([relation.fact])[0]! },
    edge: edge && wordEdge(edge),
  }
  return { explanation, revisions: [older, newer] }
}

function describeSide(
  { revision, deciding, files }: ReturnType<typeof readSide>,
  rankOfOther: number | null,
): ExplainedSide {
  const { number, title, author } = revision
  return {
    number,
    title,
    author,
    deciding,
    files: files.map(({ path, channel }) => ({ path, channel })),
    rankOfOther,
  }
}

/** @param places among those that the one is alike, and the other; null where it is not among them. */
function whyLookedAt(
  similarity: number,
  places: readonly (number | null)[],
  meetings: Record<string, boolean>,
): Explanation['lookedAt'] {
  const met = Object.keys(meetings).filter((reason) => meetings[reason])
  if (met.length > 0) return { yes: true, why: met.join('; ') }
  if (similarity < evidenceFloor) return { yes: false, why: `its similarity is below ${evidenceFloor}` }
  const best = Math.min(...places.map((place) => place ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(best))
    return { yes: false, why: 'neither has met the other: they share too few terms that are rare' }
  return best > evidencePerPull
    ? { yes: false, why: `it comes at ${best} of those that are alike, and ${evidencePerPull} are looked at` }
    : { yes: true, why: `it comes at ${best} of those that are alike` }
}
