import type { ShownEdge } from '../domain/answers.ts'
import type { Edge, Evidence, Remainder } from '../domain/pair.ts'
import { countListed } from './numbers.ts'
import { wordEdge, wordFacts } from './pair-reasons.ts'

/** The pair that makes a set one: as much of it as the set's sentence says. */
type SettingPair = Pick<Edge, 'a' | 'b'> & { evidence: Pick<Evidence, 'facts' | 'onlyA' | 'onlyB'> }

/**
 * Why a set is one, by its strongest pair, and what would be lost with either: "identical production change in
 * src/a.ts; 2 test files only in #3101".
 */
export function setReason({ a, b, evidence }: SettingPair): string {
  const [reason = 'similar in everything that counts'] = wordFacts(evidence.facts)
  const only = [onlyIn(a, evidence.onlyA), onlyIn(b, evidence.onlyB)].filter((part) => part !== null)
  return only.length === 0 ? reason : `${reason}; ${only.join(', ')}`
}

/**
 * A set with its sentence, and its pairs with theirs, as it is read everywhere. Where its pair is not known the
 * sentence is empty.
 */
export function wordSet<T extends { because: SettingPair | null; edges?: Edge[] }>(
  set: T,
): Omit<T, 'because' | 'edges'> & { reason: string } & (T extends { edges: Edge[] }
    ? { edges: ShownEdge[] }
    : object) {
  const { because, edges, ...facts } = set
  return {
    ...facts,
    reason: because === null ? '' : setReason(because),
    ...(edges === undefined ? {} : { edges: edges.map(wordEdge) }),
  } as ReturnType<typeof wordSet<T>>
}

/** The weightiest thing that the other one has not. */
function onlyIn(number: number, { testFiles, productionFiles }: Remainder): string | null {
  if (testFiles.length > 0) return `${countListed(testFiles, 'test file')} only in #${number}`
  return productionFiles.length > 0
    ? `${countListed(productionFiles, 'production file')} only in #${number}`
    : null
}
