import type { Edge } from '../../triage/verdict.ts'

/** What a pair comes to: "#3101 does what #2700 does". The one that came first is the one that the other repeats. */
export function pairSentence(a: number, b: number, edge: Edge | null): string {
  if (edge === null) return `#${a} and #${b}`
  const first = edge.evidence.first.number
  const second = first === edge.a ? edge.b : edge.a
  switch (edge.relation) {
    case 'STACKED':
      return `#${second} is built on the commits of #${first}`
    case 'FOLLOW_UP':
      return `#${second} continues what #${first} began`
    case 'REVERT':
      return `#${second} takes back what #${first} does`
    case 'BACKPORT':
      return `#${second} is #${first} for another branch`
    case 'RESUBMISSION':
      return `#${second} is #${first} again, by the same author`
  }
  switch (edge.category) {
    case 'SAME_CHANGE':
    case 'SAME_FEATURE':
      return `#${second} does what #${first} does`
    case 'COMPETING_IMPLEMENTATION':
      return `#${second} competes with #${first}`
    case 'RELATED':
      return `#${second} is related to #${first}`
  }
}
