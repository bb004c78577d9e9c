import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { categoryWords } from '../../words/categories.ts'
import { number } from '../../words/numbers.ts'
import { filterTexts } from '../../words/page-texts/queue.ts'
import { type Choices, type Filters, filterQuery, kinds, states } from '../filters.ts'
import { navigate } from '../router.ts'
import { baseStyle, controlStyle } from './style.ts'

/** How long the reader pauses in typing before the list follows. */
const typingPauseMs = 250

/**
 * Filters of a list: categories with their counts as links, search, state and order. What is chosen is the page's
 * address.
 */
@customElement('claw-filters')
export class FilterBar extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      /* On a wide screen all in one line: rows are what a screen is for. */
      @media (min-width: 100rem) {
        :host {
          display: flex;
          align-items: center;
          gap: var(--gap-m);
        }
        form {
          flex: 1;
          margin-top: 0 !important;
        }
      }
      .categories {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-s);
      }
      .categories a {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        min-height: 2.25rem;
        padding: 0 0.85rem;
        border: 1px solid var(--line);
        border-radius: 1.125rem;
        background: var(--surface);
        color: var(--ink-soft);
        font-size: var(--text-m);
        white-space: nowrap;
      }
      .categories a:hover {
        text-decoration: none;
        border-color: var(--line-strong);
      }
      .categories a[aria-current] {
        border-color: var(--accent);
        background: var(--accent-wash);
        color: var(--ink);
        font-weight: 500;
      }
      .count {
        color: var(--ink-faint);
        font-weight: 400;
      }
      a[aria-current] .count {
        color: var(--ink-soft);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-s);
        margin-top: var(--gap-s);
      }
      .search {
        flex: 1 1 16rem;
      }
      .search input {
        width: 100%;
      }
      label:has(select) {
        display: inline-flex;
        align-items: center;
        gap: 0.4rem;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      @media (max-width: 40rem) {
        .search {
          flex-basis: 100%;
        }
        label:has(select) {
          flex: 1;
        }
        label:has(select) select {
          flex: 1;
          min-width: 0;
          width: 100%;
        }
        label:has(select) span {
          display: none;
        }
        select {
          padding-inline: 0.4rem;
        }
      }
    `,
  ]

  @property({ attribute: false }) filters!: Filters
  /** The orders this list has and their words, the usual one first. */
  @property({ attribute: false }) sorts: Record<string, string> = {}
  /** Count per category, when the API tells it. */
  @property({ attribute: false }) counts: Partial<Record<string, number>> | null = null
  /** What this list can be narrowed to. */
  @property({ attribute: false }) choices: Choices = { categories: [], kinds: [] }
  /** The path of the list, which the choices are added to. */
  @property() path = ''

  private typing: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback() {
    clearTimeout(this.typing)
    super.disconnectedCallback()
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus()
  }

  override render() {
    const { filters } = this
    return html`
      <nav aria-label=${filterTexts.category}>
        <ul class="categories">
          ${this.renderChoice(filterTexts.all, 'ALL', { category: '', is: '' })}
          ${this.choices.categories.map((category) => this.renderChoice(categoryWords[category].word, category, { category }))}
          ${this.choices.kinds.map((kind) => this.renderChoice(kinds[kind] ?? kind, kind, { is: kind }))}
        </ul>
      </nav>
      <form role="search" @submit=${this.submit} @input=${this.type} @change=${this.change}>
        <label class="search">
          <span class="unseen">${filterTexts.search}</span>
          <input
            type="search"
            name="q"
            maxlength="200"
            placeholder=${filterTexts.searchHint}
            .value=${this.typed(filters.q)}
          />
        </label>
        ${this.renderSelect('state', filterTexts.state, states, filters.state)}
        ${this.renderSelect('sort', filterTexts.order, this.sorts, filters.sort)}
      </form>
    `
  }

  /**
   * What the search field holds: what is being typed, whatever is drawn meanwhile; else what the address says, which
   * has no spaces at its ends, from which a reader may be about to write on.
   */
  private typed(query: string): string {
    const field = this.renderRoot.querySelector<HTMLInputElement>('input[type=search]')
    if (field === null) return query
    return this.typing !== undefined || field.value.trim() === query ? field.value : query
  }

  /** A category or a kind, chosen besides one of the other, and let go by another click. "All" is neither. */
  private renderChoice(word: string, counted: string, choice: { category?: string; is?: string }) {
    const { category, is } = { ...this.filters, ...choice }
    const howMany = this.counts?.[counted]
    const chosen = category === this.filters.category && is === this.filters.is
    const filters = {
      ...this.filters,
      ...(chosen ? Object.fromEntries(Object.keys(choice).map((name) => [name, ''])) : choice),
    }
    return html`<li>
      <a class="plain" href=${`${this.path}${filterQuery(filters, this.sorts)}`} aria-current=${chosen ? 'true' : nothing}
        >${word}${howMany === undefined ? nothing : html` <span class="count number">${number(howMany)}</span>`}</a
      >
    </li>`
  }

  private renderSelect(name: string, label: string, options: Record<string, string>, chosen: string) {
    return html`<label
      ><span aria-hidden="true">${label}</span>
      <select name=${name} aria-label=${label}>
        ${Object.entries(options).map(
          ([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`,
        )}
      </select>
    </label>`
  }

  private type(event: Event) {
    if (!(event.target instanceof HTMLInputElement)) return
    clearTimeout(this.typing)
    this.typing = setTimeout(() => this.apply(true), typingPauseMs)
  }

  private change(event: Event) {
    if (event.target instanceof HTMLSelectElement) this.apply(false)
  }

  private submit(event: Event) {
    event.preventDefault()
    this.apply(true)
  }

  private apply(replace: boolean) {
    clearTimeout(this.typing)
    this.typing = undefined
    const form = new FormData(this.renderRoot.querySelector('form')!)
    const text = (name: string) => String(form.get(name) ?? '')
    const filters = { ...this.filters, q: text('q').trim(), state: text('state'), sort: text('sort') }
    navigate(`${this.path}${filterQuery(filters, this.sorts)}`, { replace })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-filters': FilterBar
  }
}
