import { readSetFilters } from '../../markup/set-filters.ts'
import type { ListAddress } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'

/** Where the API has the list that an address shows. @param search the address's query. */
export function setsAddress(owner: string, repo: string, search: string): ListAddress {
  const { category, state, q, sort, is, decision } = readSetFilters(search)
  return {
    path: apiPath(owner, repo, 'duplicate-sets'),
    query: { category, state, q, sort, is, decision },
  }
}
