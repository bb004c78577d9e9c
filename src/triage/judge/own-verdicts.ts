import type { Category, Edge } from '../../domain/pair.ts'
import { leastOwnVerdicts, ownVerdictsPrior } from '../weights.ts'

interface Tally {
  pairs: number
  duplicates: number
}

/**
 * How a repository's own verdicts move the scores of its other pairs. Of pairs that the comparison had put into one
 * category, maintainers have called some duplicates (or competitors) and some not; the score of the others of that
 * category goes to the mean of a Beta distribution whose prior is the score itself. What they said of a pair stands in
 * its place and is not moved.
 * @param edges with what maintainers have said, and `claimed` what the comparison had.
 */
export function openOwnVerdicts(edges: readonly Edge[]): (edge: Edge) => Edge {
  const tallies = new Map<Category, Tally>()
  for (const { verdict, claimed } of edges) {
    if (verdict === undefined || claimed == null || claimed.relation !== null) continue
    const tally = tallies.get(claimed.category) ?? { pairs: 0, duplicates: 0 }
    tallies.set(claimed.category, tally)
    tally.pairs++
    if (verdict === 'DUPLICATE' || verdict === 'COMPETING') tally.duplicates++
  }
  return (edge) => {
    const tally = tallies.get(edge.category)
    if (
      edge.verdict !== undefined ||
      edge.relation !== null ||
      tally === undefined ||
      tally.pairs < leastOwnVerdicts
    )
      return edge
    const { pairs, duplicates } = tally
    const score = (ownVerdictsPrior * edge.score + duplicates) / (ownVerdictsPrior + pairs)
    return {
      ...edge,
      score: Math.round(score * 10_000) / 10_000,
      evidence: { ...edge.evidence, ownVerdicts: { scoreBefore: edge.score, pairs, duplicates } },
    }
  }
}

/** Takes the shift away again: the edge as the comparison made it. */
export function withoutOwnVerdicts(edge: Edge): Edge {
  const { ownVerdicts, ...evidence } = edge.evidence
  return ownVerdicts === undefined ? edge : { ...edge, score: ownVerdicts.scoreBefore, evidence }
}
