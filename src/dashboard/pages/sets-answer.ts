import type { SetQueue, SetSummary } from '../../domain/answers.ts'
import { readSetFilters } from '../../markup/set-filters.ts'
import type { SetsKnown } from '../../words/empty-sets.ts'
import type { Page } from '../api/paged-list.ts'

/** What the API answers of a repository's duplicate sets. */
export type SetsPageAnswer = Page<SetSummary> & SetsKnown & SetQueue & { counts?: Record<string, number> }

/** What may be counted: before anything was compared a 0 would say that there are no duplicates. */
export function countedOf(page: SetsPageAnswer | null): SetsPageAnswer | null {
  if (page === null || page.comparedAt !== null) return page
  return Object.values(page.decisions ?? {}).some((count) => count > 0) ? page : null
}

/**
 * How many sets there are as they are narrowed: categories are counted under the chosen kind, kinds under the chosen
 * category.
 * @param search the query of the page's address.
 */
export function totalOf({ counts }: SetsPageAnswer, search: string): number | null {
  const { category, is } = readSetFilters(search)
  return counts?.[category || is || 'ALL'] ?? null
}
