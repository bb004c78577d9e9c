/** Why two members of a set were not found to repeat each other. */
export const indirectPair = (keeper: number, other: number): string =>
  `#${other} was not found to repeat #${keeper} itself: it repeats another one of the set.`

/** A caution beside a close plan about members that repeat not the keeper but another member; '' without any. */
export function indirectCaution(members: readonly number[], keeper: number): string {
  if (members.length === 0) return ''
  const who = members.map((number) => `#${number}`).join(', ')
  return members.length === 1
    ? `${who} repeats another of these, but was not found to repeat #${keeper} itself: look at the evidence before you close it.`
    : `${who} repeat another of these, but were not found to repeat #${keeper} itself: look at the evidence before you close them.`
}
