import type { Category } from '../domain/pair.ts'
import { filterTexts } from '../words/page-texts/queue.ts'

/** What a list is narrowed to, as its address says. An empty value narrows nothing. */
export interface Filters {
  category: string
  state: string
  q: string
  sort: string
  /** What may be decided at once: one is merged already, or contained in another. */
  is: string
  /** Where in the queue; '' for a list that is none. */
  decision: string
}

/** The states a list can show and their words. */
export const states: Record<string, string> = filterTexts.states

/** What a list can be narrowed to besides its states. */
export interface Choices {
  categories: readonly Category[]
  kinds: readonly string[]
  /** The parts of a queue, of which it shows the first one; without, the list is none. */
  decisions?: readonly string[]
}

export const kinds: Record<string, string> = filterTexts.kinds

/** The state that an address need not name: of what is closed, nothing need be open. */
export const usualState = (decision: string): string => (decision === 'closed' ? 'ALL' : 'OPEN')

/** Reads the filters of an address. A value that the list does not know counts as not given. */
export function readFilters(search: string, sorts: Record<string, string>, choices: Choices): Filters {
  const query = new URLSearchParams(search)
  const known = (name: string, values: readonly string[], fallback: string) => {
    const value = query.get(name) ?? ''
    return values.includes(value) ? value : fallback
  }
  const decision = known('decision', choices.decisions ?? [], choices.decisions?.[0] ?? '')
  return {
    category: known('category', choices.categories, ''),
    state: known('state', Object.keys(states), usualState(decision)),
    q: query.get('q') ?? '',
    sort: known('sort', Object.keys(sorts), Object.keys(sorts)[0]!),
    is: known('is', choices.kinds, ''),
    decision,
  }
}

/** The query of an address with these filters: "" when they are what a list begins with. */
export function filterQuery(filters: Filters, sorts: Record<string, string>): string {
  const query = new URLSearchParams()
  if (filters.decision !== '' && filters.decision !== 'open') query.set('decision', filters.decision)
  if (filters.category !== '') query.set('category', filters.category)
  if (filters.is !== '') query.set('is', filters.is)
  if (filters.q !== '') query.set('q', filters.q)
  if (filters.state !== usualState(filters.decision)) query.set('state', filters.state)
  if (filters.sort !== Object.keys(sorts)[0]) query.set('sort', filters.sort)
  return query.size === 0 ? '' : `?${query}`
}

/** Whether anything is narrowed: an empty list then means "none like this", not "none". */
export function isNarrowed(filters: Filters): boolean {
  return (
    filters.category !== '' ||
    filters.is !== '' ||
    filters.q !== '' ||
    filters.state !== usualState(filters.decision)
  )
}
