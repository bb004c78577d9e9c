import type { Category, Edge, Relation } from '../domain/pair.ts'

/** The reader's word for a category, and what it claims in a sentence. */
export const categoryWords: Record<Category, { word: string; claim: string }> = {
  SAME_CHANGE: { word: 'Same change', claim: 'They make the same edit, tests and the like aside.' },
  SAME_FEATURE: { word: 'Same feature', claim: 'They do the same thing in different words.' },
  COMPETING_IMPLEMENTATION: {
    word: 'Competing',
    claim: 'They solve the same problem in different ways: choose one.',
  },
  RELATED: {
    word: 'Related',
    claim: 'They touch the same things; nothing says that one makes the other needless.',
  },
}

/** Pairs that are alike for a reason, and no duplicates. */
const relationWords: Record<Relation, { word: string; claim: string }> = {
  ROLL_UP: { word: 'Roll-up', claim: 'One gathers the work of many, and what the other does with it.' },
  STACKED: { word: 'Stacked', claim: 'One is built on the commits of the other.' },
  FOLLOW_UP: { word: 'Follow-up', claim: 'One continues what the other began.' },
  REVERT: { word: 'Revert', claim: 'One reverts the other.' },
  BACKPORT: { word: 'Backport', claim: 'The same change for another branch.' },
  RESUBMISSION: { word: 'Resubmission', claim: 'The same author opened it again.' },
}

/** What a pair is called: its relation where it has one, else its category. */
export function pairWords(edge: Pick<Edge, 'category' | 'relation'>): { word: string; claim: string } {
  return edge.relation === null ? categoryWords[edge.category] : relationWords[edge.relation]
}
