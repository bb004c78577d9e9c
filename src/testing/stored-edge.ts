import type { ShownEdge } from '../domain/answers.ts'
import type { Edge } from '../domain/pair.ts'

/** A pair as it would be stored that reads like this one. */
export function storedEdge({ evidence: { reasons, whyNotHigher, ...findings }, ...edge }: ShownEdge): Edge {
  return {
    ...edge,
    evidence: {
      ...findings,
      facts: reasons.map((text) => ({ kind: 'text', text })),
      shortfall: whyNotHigher === null ? null : { kind: 'text', text: whyNotHigher },
    },
  }
}
