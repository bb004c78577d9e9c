/**
 * GitHub's words for what an author is to a repository, as GitHub's own pages say them. Those that say nothing of
 * interest are left out.
 */
const words: Record<string, string> = {
  OWNER: 'owner',
  MEMBER: 'member',
  COLLABORATOR: 'collaborator',
  CONTRIBUTOR: 'contributor',
  FIRST_TIMER: 'first time on GitHub',
  FIRST_TIME_CONTRIBUTOR: 'first-time contributor',
  MANNEQUIN: 'imported account',
}

/** Null: it is unknown, or there is nothing to say. */
export function sayAssociation(association: string | null): string | null {
  return association !== null && Object.hasOwn(words, association) ? words[association]! : null
}
