import { html, nothing } from 'lit/html.js'
import { categoryWords } from '../words/categories.ts'
import { number } from '../words/numbers.ts'
import { filterTexts } from '../words/page-texts/queue.ts'
import { type Choices, type Filters, filterQuery, kinds, states } from './filters.ts'

/** What the filters of a list are drawn from. */
export interface FilterBarFacts {
  filters: Filters
  /** The orders this list has and their words, the usual one first. */
  sorts: Record<string, string>
  /** Count per category, when the API tells it. */
  counts: Partial<Record<string, number>> | null
  /** What this list can be narrowed to. */
  choices: Choices
  /** The path of the list, which the choices are added to. */
  path: string
}

/** What takes the reader's choice. */
interface FilterBarHands {
  /** What the search field holds. */
  typed: string
  submit: (event: Event) => void
  type: (event: Event) => void
  change: (event: Event) => void
}

/**
 * Categories with their counts as links, search, state and order.
 * @param hands null: nothing takes what is chosen in the form so far, and it takes nothing.
 */
export function renderFilterBar(facts: FilterBarFacts, hands: FilterBarHands | null) {
  const { filters, choices } = facts
  return html`
    <nav aria-label=${filterTexts.category}>
      <ul class="categories">
        ${renderChoice(facts, filterTexts.all, 'ALL', { category: '', is: '' })}
        ${choices.categories.map((category) => renderChoice(facts, categoryWords[category].word, category, { category }))}
        ${choices.kinds.map((kind) => renderChoice(facts, kinds[kind] ?? kind, kind, { is: kind }))}
      </ul>
    </nav>
    <form role="search" ?inert=${hands === null} @submit=${hands?.submit} @input=${hands?.type} @change=${hands?.change}>
      <label class="search">
        <span class="unseen">${filterTexts.search}</span>
        <input
          type="search"
          name="q"
          maxlength="200"
          placeholder=${filterTexts.searchHint}
          .value=${hands?.typed ?? filters.q}
        />
      </label>
      ${renderSelect('state', filterTexts.state, states, filters.state)}
      ${renderSelect('sort', filterTexts.order, facts.sorts, filters.sort)}
    </form>
  `
}

/** A category or a kind, chosen besides one of the other, and let go by another click. "All" is neither. */
function renderChoice(
  { filters, counts, path, sorts }: FilterBarFacts,
  word: string,
  counted: string,
  choice: { category?: string; is?: string },
) {
  const { category, is } = { ...filters, ...choice }
  const howMany = counts?.[counted]
  const chosen = category === filters.category && is === filters.is
  const then = {
    ...filters,
    ...(chosen ? Object.fromEntries(Object.keys(choice).map((name) => [name, ''])) : choice),
  }
  return html`<li>
    <a class="plain" href=${`${path}${filterQuery(then, sorts)}`} aria-current=${chosen ? 'true' : nothing}
      >${word}${howMany === undefined ? nothing : html` <span class="count number">${number(howMany)}</span>`}</a
    >
  </li>`
}

function renderSelect(name: string, label: string, options: Record<string, string>, chosen: string) {
  return html`<label
    ><span aria-hidden="true">${label}</span>
    <select name=${name} aria-label=${label}>
      ${Object.entries(options).map(
        ([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`,
      )}
    </select>
  </label>`
}
