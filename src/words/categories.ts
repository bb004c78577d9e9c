import type { Category, Edge, Relation } from '../domain/pair.ts'

/** The reader's word for a category, and what it claims in a sentence. */
export const categoryWords: Record<Category, { word: string; claim: string }> = {
  SAME_CHANGE: { word: 'Same change', claim: 'They make the same edit, apart from tests and the like.' },
  SAME_FEATURE: { word: 'Same feature', claim: 'They do the same thing with different code.' },
  COMPETING_IMPLEMENTATION: {
    word: 'Competing',
    claim: 'They solve the same problem in different ways: choose one.',
  },
  RELATED: {
    word: 'Related',
    claim: 'They touch the same things, but neither makes the other unnecessary.',
  },
}

/** Pairs that are alike for a reason, and no duplicates. */
const relationWords: Record<Relation, { word: string; claim: string }> = {
  ROLL_UP: {
    word: 'Roll-up',
    claim: 'One collects the work of many, and what the other does is part of it.',
  },
  STACKED: { word: 'Stacked', claim: 'One is built on the commits of the other.' },
  FOLLOW_UP: { word: 'Follow-up', claim: 'One continues what the other began.' },
  REVERT: { word: 'Revert', claim: 'One reverts the other.' },
  BACKPORT: { word: 'Backport', claim: 'The same change for another branch.' },
  RESUBMISSION: { word: 'Resubmission', claim: 'The same author opened it again.' },
  MIRROR: { word: 'Mirror', claim: 'A program brought one over from another repository.' },
}

/** What a pair is called: its relation where it has one, else its category. */
export function pairWords(edge: Pick<Edge, 'category' | 'relation'>): { word: string; claim: string } {
  return edge.relation === null ? categoryWords[edge.category] : relationWords[edge.relation]
}

/**
 * The same within a sentence; of a relation it says that it is none of the categories: "stacked, not a duplicate".
 * @param relation as a service says it, which may be of another version.
 */
export function pairName({ category, relation }: { category: Category; relation: string | null }): string {
  if (relation === null) return categoryWords[category].word.toLowerCase()
  const known = Object.hasOwn(relationWords, relation) ? relationWords[relation as Relation].word : relation
  return `${known.toLowerCase().replaceAll('_', ' ')}, not a duplicate`
}
