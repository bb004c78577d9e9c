import type { PullSource } from '../source/source.ts'
import {
  type Candidate,
  CandidateIndex,
  calibrate,
  candidatesPerPull,
  parseRepositoryRules,
} from '../triage/index.ts'
import { type Progress, readMirror } from './read-mirror.ts'
import type { LabelledPair } from './read-pairs.ts'

export const recallRanks = [1, 5, 10, 20, 30] as const
/** Probabilities at which flags are counted. */
const flagThresholds = [0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95] as const

/** Contract, section 6. */
export interface Evaluation {
  repo: string
  prs: number
  /** Pull requests of the mirror whose change could not be read; a pair with one of them is not evaluated. */
  unreadable: number
  pairs: number
  /** Pairs of which both pull requests are in the mirror. */
  evaluated: number
  recall: Record<`${(typeof recallRanks)[number]}`, number>
  mrr: number
  flagged: {
    threshold: {
      t: number
      /**
       * Pull requests whose likeliest older candidate of another author, not built on the same commits, is at least
       * this probable.
       */
      flagged: number
      /** Of these, the newer ones of a labelled pair. */
      labelled: number
      /** Of these, the ones whose candidate is the labelled older one. */
      knownDuplicate: number
    }[]
  }
  /** Medians. */
  msPerQuery: number
  msPerSignature: number
  peakRssMb: number
}

/** A candidate may be this much older. */
const reachMs = 5 * 365.25 * 86_400_000
/** A flag is looked for among the first so many; only a labelled pair needs the rank of all. */
const flagCandidates = 20
/** The event loop gets a turn after so many queries, so that Ctrl-C works. */
const queriesInARow = 64

/**
 * Ranks, for each labelled pair, the older pull request among all candidates of the newer one, by the code that the
 * worker runs.
 */
export async function evaluate(
  source: PullSource,
  repo: string,
  pairs: readonly LabelledPair[],
  progress: Progress,
  signal: AbortSignal,
): Promise<Evaluation> {
  const rules = parseRepositoryRules((await source.fetchRules(signal)) ?? '{}').rules ?? undefined
  const { pulls, unreadable, signatureMs } = await readMirror(source, { repo, rules, progress, signal })
  const index = new CandidateIndex(pulls)
  const createdAt = new Map(pulls.map((pull) => [pull.number, Date.parse(pull.createdAt)]))
  const olderOf = new Map<number, number[]>()
  const present = pairs.filter(({ newer, older }) => createdAt.has(newer) && createdAt.has(older))
  for (const { newer, older } of present) olderOf.set(newer, [...(olderOf.get(newer) ?? []), older])

  const queryMs: number[] = []
  const ranks: number[] = []
  const flags: { probability: number; labelled: boolean; known: boolean }[] = []
  for (const [done, { number }] of pulls.entries()) {
    if (done % queriesInARow === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      progress('queries', done, pulls.length)
    }
    const began = performance.now()
    const earliest = createdAt.get(number)! - reachMs
    const older = olderOf.get(number) ?? []
    const found = index.findCandidates(
      number,
      older.length > 0 ? candidatesPerPull : flagCandidates,
      (other) => other < number && createdAt.get(other)! >= earliest,
    )
    queryMs.push(performance.now() - began)
    for (const one of older) ranks.push(rankOf(found, one))
    const flag = likeliest(found.slice(0, flagCandidates))
    if (flag !== null)
      flags.push({
        probability: calibrate(flag.similarity),
        labelled: older.length > 0,
        known: older.includes(flag.number),
      })
  }
  progress('queries', pulls.length, pulls.length)

  const share = (count: number) => (ranks.length === 0 ? 0 : round(count / ranks.length))
  return {
    repo,
    prs: pulls.length,
    unreadable,
    pairs: pairs.length,
    evaluated: ranks.length,
    recall: Object.fromEntries(
      recallRanks.map((k) => [k, share(ranks.filter((rank) => rank <= k).length)]),
    ) as Evaluation['recall'],
    mrr: share(ranks.reduce((sum, rank) => sum + 1 / rank, 0)),
    flagged: {
      threshold: flagThresholds.map((t) => {
        const above = flags.filter((flag) => flag.probability >= t)
        return {
          t,
          flagged: above.length,
          labelled: above.filter((flag) => flag.labelled).length,
          knownDuplicate: above.filter((flag) => flag.known).length,
        }
      }),
    },
    msPerQuery: round(median(queryMs)),
    msPerSignature: round(median(signatureMs)),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  }
}

function rankOf(found: readonly Candidate[], number: number): number {
  const at = found.findIndex((candidate) => candidate.number === number)
  return at === -1 ? Number.POSITIVE_INFINITY : at + 1
}

/**
 * The likeliest one that is neither the same author's, nor built on the same commits, nor a roll-up, nor merged before:
 * those are shown as what they are.
 */
function likeliest(found: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null
  for (const candidate of found)
    if (
      !candidate.sameAuthor &&
      candidate.sharedCommits === 0 &&
      !candidate.rollUp &&
      !candidate.mergedBefore &&
      (best === null || candidate.similarity > best.similarity)
    )
      best = candidate
  return best
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
