import type { Edge } from '../domain/pair.ts'
import type { PullSource } from '../source/source.ts'
import { CandidateIndex, parseRepositoryRules } from '../triage/index.ts'
import { deriveEdge } from '../triage/judge/judge-pair.ts'
import { openOwnParts } from '../triage/judge/own-part.ts'
import { readSide } from '../triage/judge/side.ts'
import { type JudgedPair, judgements } from './read-judged.ts'
import { type Progress, readMirror } from './read-mirror.ts'

/** What is said today of a pair that a person has read. */
export interface JudgedAnswer extends JudgedPair {
  /** Shown as a duplicate, or as landed; null: one of the two is not in the mirror. */
  shown: boolean | null
  now: { category: Edge['category']; relation: Edge['relation']; score: number } | null
}

export interface JudgedEvaluation {
  repo: string
  pairs: number
  /** Pairs of which both are in the mirror. */
  evaluated: number
  /** Right ones (yes), and those of them that are shown as duplicates. */
  right: { pairs: number; shown: number }
  /** Wrong ones (no, same-person), and those of them that are not. */
  wrong: { pairs: number; notShown: number }
  answers: JudgedAnswer[]
}

/** Compares judged pairs by the code that the worker runs, among all pull requests of the mirror. */
export async function evaluateJudged(
  source: PullSource,
  repo: string,
  judged: readonly JudgedPair[],
  progress: Progress,
  signal: AbortSignal,
): Promise<JudgedEvaluation> {
  const rules = parseRepositoryRules((await source.fetchRules(signal)) ?? '{}').rules ?? undefined
  const wanted = new Set(judged.flatMap(({ a, b }) => (typeof b === 'number' ? [a, b] : [a])))
  const { pulls, revisions, landings } = await readMirror(source, { repo, rules, progress, signal, wanted })
  const index = new CandidateIndex(pulls)
  const ownParts = openOwnParts(index, rules)
  const answers = judged.map((pair): JudgedAnswer => {
    const { a, b } = pair
    if (typeof b === 'string') {
      if (!revisions.has(a)) return { ...pair, shown: null, now: null }
      return { ...pair, shown: landings.get(a)?.sha.startsWith(b) === true, now: null }
    }
    const [one, other] = [revisions.get(a), revisions.get(b)]
    if (one === undefined || other === undefined) return { ...pair, shown: null, now: null }
    const [x, y] = [readSide(one, undefined, rules), readSide(other, undefined, rules)]
    const edge = ownParts.judge(x, y) ?? deriveEdge(x, y, index.compare(a, b), index)
    const shown = edge !== null && edge.relation === null && edge.category !== 'RELATED'
    return {
      ...pair,
      shown,
      now: edge && { category: edge.category, relation: edge.relation, score: edge.score },
    }
  })
  const known = answers.filter(({ shown }) => shown !== null)
  const [right, wrong] = [known.filter(isRight), known.filter((answer) => !isRight(answer))]
  return {
    repo,
    pairs: judged.length,
    evaluated: known.length,
    right: { pairs: right.length, shown: right.filter(({ shown }) => shown).length },
    wrong: { pairs: wrong.length, notShown: wrong.filter(({ shown }) => !shown).length },
    answers,
  }
}

const isRight = ({ label }: JudgedPair) => label === judgements[0]
