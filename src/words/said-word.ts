import type { MaintainerVerdict } from '../domain/pair.ts'

const meanings: Record<MaintainerVerdict, string> = {
  DUPLICATE: 'a duplicate',
  COMPETING: 'competing, keep both',
  RELATED: 'only related',
  NOT_RELATED: 'not a duplicate',
}

/** Why a word on a pair was not taken: another maintainer was faster. */
export function staleWord(stands: MaintainerVerdict): string {
  return `this pair has been judged meanwhile: ${meanings[stands]}. Look again, and undo it first if you disagree`
}

/** What was said of two, or of one and several others, to stand beside its undo: "#3101 and #2700: a duplicate". */
export function saidWord(one: number, other: number | readonly number[], word: MaintainerVerdict): string {
  if (typeof other === 'number')
    return `#${Math.max(one, other)} and #${Math.min(one, other)}: ${meanings[word]}`
  return `#${one} and ${other.length} others: ${meanings[word]}`
}
