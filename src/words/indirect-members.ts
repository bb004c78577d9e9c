/**
 * Why two members of a set are in it without a finding about the two: they are less alike, or were never laid side by
 * side.
 */
export const indirectPair = (keeper: number, other: number): string =>
  `#${other} is in this set because it repeats another member. The scan found nothing about #${other} and #${keeper} themselves.`

/** A caution beside a close plan about members that repeat not the keeper but another member; '' without any. */
export function indirectCaution(members: readonly number[], keeper: number): string {
  if (members.length === 0) return ''
  const who = members.map((number) => `#${number}`).join(', ')
  return members.length === 1
    ? `${who} repeats another of these; the scan found nothing about it and #${keeper} themselves. Look at the evidence before you close it.`
    : `${who} repeat another of these; the scan found nothing about them and #${keeper} itself. Look at the evidence before you close them.`
}
