import type { Edge } from '../../triage/verdict.ts'
import { pairWords } from './categories.ts'
import { percent } from './words.ts'

/** What a pair comes to: "#3101 does what #2700 does". The one that came first is the one that the other repeats. */
export function pairSentence(a: number, b: number, edge: Edge | null): string {
  if (edge === null) return `#${a} and #${b}`
  const first = edge.evidence.first.number
  const second = first === edge.a ? edge.b : edge.a
  switch (edge.verdict) {
    case 'DUPLICATE':
      return `A maintainer says: #${second} does what #${first} does`
    case 'COMPETING':
      return `A maintainer says: #${second} competes with #${first}`
    case 'RELATED':
      return `A maintainer says: #${second} is only related to #${first}`
    case 'NOT_RELATED':
      return `A maintainer says: #${second} is no duplicate of #${first}`
  }
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

/**
 * The deciding reason, to stand behind the pair's sentence; undefined where it would speak of something else than the sentence: a maintainer's
 * word, or a relation by which the two are no duplicates however alike they are.
 */
export function pairReason(edge: Edge | null): string | undefined {
  if (edge === null || edge.verdict !== undefined || edge.relation !== null) return undefined
  return edge.evidence.reasons[0]
}

/** Of a pair that a maintainer has judged: what the comparison had said. */
export function claimedWords({ claimed }: Edge): string {
  if (claimed == null) return 'The comparison had found nothing worth showing'
  return `The comparison had said: ${pairWords(claimed).word.toLowerCase()}, ${percent(claimed.score)}`
}
