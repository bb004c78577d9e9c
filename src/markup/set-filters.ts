import { categories } from '../domain/pair.ts'
import { decisionStates } from '../domain/set-decision.ts'
import { setOrders } from '../words/page-texts/queue.ts'
import { type Choices, type Filters, filterQuery, kinds, readFilters } from './filters.ts'
import { repositoryPath } from './repository-path.ts'

/** What is merely related makes no set. */
export const choices: Choices = {
  categories: categories.filter((category) => category !== 'RELATED'),
  kinds: Object.keys(kinds),
  decisions: decisionStates,
}

/** The orders that the list of sets has. */
export const sorts = setOrders

/** The filters that an address of the list of sets names. @param search the address's query. */
export const readSetFilters = (search: string): Filters => readFilters(search, sorts, choices)

/** The address of the list of sets with these filters. */
export const setsPath = (owner: string, repo: string, filters: Filters): string =>
  `${repositoryPath(owner, repo)}${filterQuery(filters, sorts)}`
