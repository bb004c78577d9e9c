import type { Edge, Remainder } from '../../domain/pair.ts'

/** Why a set is one, by its strongest pair, and what would be lost with either: "identical production change in src/a.ts; 2 tests only in #3101". */
export function setReason({ a, b, evidence }: Pick<Edge, 'a' | 'b' | 'evidence'>): string {
  const reason = evidence.reasons[0] ?? 'alike in all that counts'
  const only = [onlyIn(a, evidence.onlyA), onlyIn(b, evidence.onlyB)].filter((part) => part !== null)
  return only.length === 0 ? reason : `${reason}; ${only.join(', ')}`
}

/** The weightiest thing that the other one has not. */
function onlyIn(number: number, { testFiles, productionFiles }: Remainder): string | null {
  const count = (files: readonly string[], noun: string) =>
    `${files.length} ${noun}${files.length === 1 ? '' : 's'} only in #${number}`
  if (testFiles.length > 0) return count(testFiles, 'test')
  return productionFiles.length > 0 ? count(productionFiles, 'production file') : null
}
