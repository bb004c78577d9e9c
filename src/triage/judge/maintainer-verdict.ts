import type { Edge, Evidence, MaintainerVerdict, PairVerdict } from '../../domain/pair.ts'

/**
 * Puts maintainers' verdicts in the place of what the comparison found by itself, which is kept in `claimed`. A pair
 * that it had found nothing in becomes one by a verdict that makes it a duplicate or a competitor.
 */
export function applyVerdicts(edges: readonly Edge[], verdicts: readonly PairVerdict[]): Edge[] {
  const byPair = new Map(verdicts.map((one) => [`${one.a}-${one.b}`, one]))
  const applied = edges.map((edge) => {
    const given = byPair.get(`${edge.a}-${edge.b}`)
    if (given === undefined) return edge
    byPair.delete(`${edge.a}-${edge.b}`)
    const { category, relation, score } = edge
    return {
      ...edge,
      ...standFor(given.verdict, edge),
      verdict: given.verdict,
      claimed: { category, relation, score },
    }
  })
  for (const { a, b, verdict } of byPair.values())
    if (verdict === 'DUPLICATE' || verdict === 'COMPETING')
      applied.push({
        a,
        b,
        signals: {},
        evidence: evidenceOf(a),
        ...standFor(verdict, null),
        verdict,
        claimed: null,
      })
  return applied.sort((x, y) => x.a - y.a || x.b - y.b)
}

/** Takes the verdicts away again: what the comparison found by itself. */
export function withoutVerdicts(edges: readonly Edge[]): Edge[] {
  return edges.flatMap(({ verdict, claimed, ...edge }) => {
    if (verdict === undefined || claimed === undefined) return [edge]
    return claimed === null ? [] : [{ ...edge, ...claimed }]
  })
}

function standFor(
  verdict: MaintainerVerdict,
  edge: Edge | null,
): Pick<Edge, 'category' | 'relation' | 'score'> {
  switch (verdict) {
    case 'DUPLICATE':
      return {
        category: edge?.category === 'SAME_CHANGE' ? 'SAME_CHANGE' : 'SAME_FEATURE',
        relation: null,
        score: 1,
      }
    case 'COMPETING':
      return { category: 'COMPETING_IMPLEMENTATION', relation: null, score: 1 }
    case 'RELATED':
      return { category: 'RELATED', relation: edge?.relation ?? null, score: edge?.score ?? 0 }
    case 'NOT_RELATED':
      return { category: 'RELATED', relation: null, score: 0 }
  }
}

/** All that is known of a pair in which the comparison found nothing. */
function evidenceOf(first: number): Evidence {
  const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
  return {
    facts: [{ kind: 'said-by-maintainer' }],
    shortfall: null,
    sharedProductionPaths: [],
    sharedAddedLines: { count: 0, lines: [] },
    sharedRemovedLines: { count: 0, lines: [] },
    sharedSymbols: [],
    sharedTests: [],
    sharedDocs: [],
    sharedIssues: [],
    containment: { aInB: null, bInA: null },
    onlyA: only,
    onlyB: only,
    first: { number: first, by: 'number' },
  }
}
