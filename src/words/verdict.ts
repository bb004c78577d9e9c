import type { MaintainerVerdict } from '../domain/pair.ts'

/** What a maintainer's verdict is called on a button, and what it says of a pair. */
export const verdictWords: Record<MaintainerVerdict, { button: string; meaning: string }> = {
  DUPLICATE: { button: 'Duplicate', meaning: 'a duplicate' },
  NOT_RELATED: { button: 'Not a duplicate', meaning: 'not a duplicate' },
  COMPETING: { button: 'Competing, keep both', meaning: 'competing, keep both' },
  RELATED: { button: 'Related', meaning: 'only related' },
}

/** Why a verdict was not taken: another maintainer was faster. */
export function staleVerdict(stands: MaintainerVerdict): string {
  return `another maintainer has judged this pair in the meantime: ${verdictWords[stands].meaning}. Look again, and undo that first if you disagree`
}

/** Why a verdict that arrives a second time is not written again: it stood, and does no more. */
export const verdictTakenBack =
  'another maintainer has undone this verdict in the meantime. Look again, and say it once more if you disagree'

/** A verdict on two, or on one and several others, to stand beside its undo: "#3101 and #2700: a duplicate". */
export function verdictSentence(
  one: number,
  other: number | readonly number[],
  verdict: MaintainerVerdict,
): string {
  const { meaning } = verdictWords[verdict]
  if (typeof other === 'number') return `#${Math.max(one, other)} and #${Math.min(one, other)}: ${meaning}`
  return `#${one} and ${other.length} others: ${meaning}`
}

/** What stands below the buttons: "You said: a duplicate." */
export const yourVerdict = (verdict: MaintainerVerdict): string =>
  `You said: ${verdictWords[verdict].meaning}.`
