import { type KeeperFacts, keeperOf } from '../domain/keeper.ts'

type SentenceFacts = KeeperFacts & {
  category: 'SAME_CHANGE' | 'SAME_FEATURE' | 'COMPETING_IMPLEMENTATION' | 'RELATED'
}

/** What is said of a keeper that the others came too late for. */
export const fates = { merged: ', which is merged', landed: ', which has landed', ahead: '' } as const

/** The part of a set's sentence that says who repeats whom: "#3101 and 2 more do what #2700 did, which is merged". */
export function setSentence(set: SentenceFacts): string {
  const keeper = keeperOf(set)
  const others = set.members.map((member) => member.number).filter((number) => number !== keeper.number)
  const newest = others.sort((x, y) => y - x)
  const who =
    newest.length > 2
      ? `#${newest[0]} and ${newest.length - 1} more`
      : newest.map((n) => `#${n}`).join(' and ')
  const one = newest.length === 1
  const fate = fates[keeper.fate]
  switch (set.category) {
    case 'SAME_CHANGE':
    case 'SAME_FEATURE':
      return `${who} ${one ? 'does' : 'do'} what #${keeper.number} ${keeper.fate === 'merged' ? 'did' : 'does'}${fate}`
    case 'COMPETING_IMPLEMENTATION':
      return `${who} ${one ? 'competes' : 'compete'} with #${keeper.number}${fate}`
    case 'RELATED':
      return `${who} ${one ? 'is' : 'are'} related to #${keeper.number}${fate}`
  }
}

/** The whole sentence of a set: who repeats whom, and why. */
export function setHeadline(set: SentenceFacts & { reason: string }): string {
  return `${setSentence(set)}${set.reason === '' ? '' : `: ${set.reason}`}`
}
