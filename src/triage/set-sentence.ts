import type { DuplicateSet } from './verdict.ts'

/** The part of a set's sentence that says who repeats whom: "#3101 and 2 more do what #2700 does". */
export function setSentence(
  set: Pick<DuplicateSet, 'category' | 'original' | 'alreadyMerged'> & {
    members: readonly { number: number }[]
  },
): string {
  const others = set.members.map((member) => member.number).filter((number) => number !== set.original)
  const newest = others.sort((x, y) => y - x)
  const who =
    newest.length > 2
      ? `#${newest[0]} and ${newest.length - 1} more`
      : newest.map((n) => `#${n}`).join(' and ')
  const one = newest.length === 1
  switch (set.category) {
    case 'SAME_CHANGE':
    case 'SAME_FEATURE':
      return `${who} ${one ? 'does' : 'do'} what #${set.original} ${set.alreadyMerged === set.original ? 'did' : 'does'}`
    case 'COMPETING_IMPLEMENTATION':
      return `${who} ${one ? 'competes' : 'compete'} with #${set.original}`
    case 'RELATED':
      return `${who} ${one ? 'is' : 'are'} related to #${set.original}`
  }
}
