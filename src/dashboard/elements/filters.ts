import { LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { renderFilterBar } from '../../markup/filter-bar.ts'
import { filterBarStyle } from '../../markup/filter-bar-style.ts'
import { type Choices, type Filters, filterQuery } from '../../markup/filters.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { navigate } from '../router.ts'

/** How long the reader pauses in typing before the list follows. */
const typingPauseMs = 250

/**
 * Filters of a list: categories with their counts as links, search, state and order. What is chosen is the page's
 * address.
 */
@customElement('claw-filters')
export class FilterBar extends LitElement {
  static override styles = [baseStyle, controlStyle, filterBarStyle]

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

  /** In a narrow window the choices are a line that scrolls: what the address names is in sight. */
  protected override firstUpdated() {
    if (this.filters.category === '' && this.filters.is === '') return
    const chosen = this.renderRoot.querySelector('.categories a[aria-current]')
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  override disconnectedCallback() {
    clearTimeout(this.typing)
    super.disconnectedCallback()
  }

  override focus() {
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus()
  }

  override render() {
    return renderFilterBar(this, {
      typed: this.typed(this.filters.q),
      submit: this.submit,
      type: this.type,
      change: this.change,
    })
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

  private readonly type = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement)) return
    clearTimeout(this.typing)
    this.typing = setTimeout(() => this.apply(true), typingPauseMs)
  }

  private readonly change = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) this.apply(false)
  }

  private readonly submit = (event: Event) => {
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
