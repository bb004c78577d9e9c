import type { ShownEdge } from '../domain/answers.ts'
import type { Keeper } from '../domain/keeper.ts'
import { pairWords } from './categories.ts'
import { percent } from './numbers.ts'
import { fates } from './set-sentence.ts'

/**
 * What a pair comes to: "#3101 does what #2700 does".
 * @param kept the one that the other repeats, and what has become of it; absent: the one that came first.
 */
export function pairSentence(a: number, b: number, edge: ShownEdge | null, kept?: Keeper): string {
  if (edge === null) return `#${a} and #${b}`
  const first = kept?.number ?? edge.evidence.first.number
  const second = first === edge.a ? edge.b : edge.a
  const fate = fates[kept?.fate ?? 'ahead']
  const repeats = `#${second} does what #${first} ${kept?.fate === 'merged' ? 'did' : 'does'}${fate}`
  switch (edge.verdict) {
    case 'DUPLICATE':
      return `A maintainer says: ${repeats}`
    case 'COMPETING':
      return `A maintainer says: #${second} competes with #${first}`
    case 'RELATED':
      return `A maintainer says: #${second} is only related to #${first}`
    case 'NOT_RELATED':
      return `A maintainer says: #${second} is no duplicate of #${first}`
  }
  if (edge.relation !== null) return relationParts(edge).who
  switch (edge.category) {
    case 'SAME_CHANGE':
    case 'SAME_FEATURE':
      return repeats
    case 'COMPETING_IMPLEMENTATION':
      return `#${second} competes with #${first}${fate}`
    case 'RELATED':
      return `#${second} is related to #${first}`
  }
}

/**
 * Who is what to whom, and behind the first colon what proves it: the first reason of a pair with a relation
 * (wordRelation in pair-reasons.ts), whose first part holds numbers and names of branches, and so no colon.
 */
function relationParts({ evidence }: ShownEdge): { who: string; proof: string | undefined } {
  const [reason = ''] = evidence.reasons
  const colon = reason.indexOf(': ')
  return colon === -1
    ? { who: reason, proof: undefined }
    : { who: reason.slice(0, colon), proof: reason.slice(colon + 2) }
}

/**
 * The deciding reason, to stand behind the pair's sentence; undefined where it would speak of something else than the
 * sentence: a maintainer's word. Of a relation it is the proof: the commit or the words.
 */
export function pairReason(edge: ShownEdge | null): string | undefined {
  if (edge === null || edge.verdict !== undefined) return undefined
  if (edge.relation !== null) return relationParts(edge).proof
  return edge.evidence.reasons[0]
}

/** Of a pair that a maintainer has judged: what the comparison had said. */
export function claimedWords({ claimed }: ShownEdge): string {
  if (claimed == null) return 'The comparison had found nothing worth showing'
  return `The comparison had said: ${pairWords(claimed).word.toLowerCase()}, ${percent(claimed.score)}`
}
