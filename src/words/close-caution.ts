import { isMaintainers, type ReviewDecision } from '../domain/pull-facts.ts'

const people: Record<string, string> = {
  OWNER: 'the owner of this repository',
  MEMBER: 'a member of this repository’s organization',
  COLLABORATOR: 'a collaborator of this repository',
}

/** Why a pull request is not closed without another look; null where nothing is known against it. */
export function closeCaution({
  number,
  authorAssociation,
  review = null,
}: {
  number: number
  authorAssociation: string | null
  review?: ReviewDecision | null
}): string | null {
  const reasons = [
    ...(review === 'APPROVED' ? ['is approved'] : []),
    ...(isMaintainers(authorAssociation) ? [`is by ${people[authorAssociation!]}`] : []),
  ]
  return reasons.length === 0 ? null : `#${number} ${reasons.join(' and ')}: look again before you close it.`
}
