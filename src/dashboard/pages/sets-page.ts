import { Task } from '@lit/task'
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { categories } from '../../triage/verdict.ts'
import { fetchJson } from '../api/client.ts'
import { type Page, PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import type { Agreement, SetSummary } from '../api/types.ts'
import '../elements/empty.ts'
import '../elements/failure.ts'
import '../elements/filters.ts'
import '../elements/last-scan.ts'
import '../elements/more.ts'
import { rowChunks, rowChunksStyle } from '../elements/row-chunks.ts'
import '../elements/set-row.ts'
import { baseStyle, controlStyle, listPageStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import { type Choices, filterQuery, isNarrowed, kinds, readFilters } from '../filters.ts'
import { repositoryPath } from '../router.ts'
import { agreementSentence } from '../text/agreement.ts'
import { emptySets, type SetsKnown } from '../text/empty-sets.ts'
import { shownText } from '../text/shown-text.ts'

type SetsPageAnswer = Page<SetSummary> & SetsKnown & { counts?: Record<string, number> }

/** What is merely related makes no set. */
const choices: Choices = {
  categories: categories.filter((category) => category !== 'RELATED'),
  kinds: Object.keys(kinds),
}
const sorts = { score: 'Most certain first', newest: 'Newest first', size: 'Largest first' }

/** A repository's duplicate sets: how the last scan went, what can be filtered, and the sets as sentences. */
@customElement('claw-sets-page')
export class SetsPage extends LitElement {
  static override styles = [
    baseStyle,
    rowChunksStyle,
    listPageStyle,
    controlStyle,
    css`
      .stale {
        margin-top: var(--gap-m);
      }
      .list {
        --row-height: 12rem;
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** The query of the address. */
  @property() search = ''
  /** There are newer answers than the list shows. */
  @state() private stale = false

  private readonly list = new PagedList<SetSummary, SetsPageAnswer>(this, () => {
    const { category, state, q, sort, is } = readFilters(this.search, sorts, choices)
    return {
      path: apiPath(this.owner, this.repo, 'duplicate-sets'),
      query: { category, state, q, sort, is },
    }
  })

  private readonly agreement = new Task(this, {
    args: () => [this.owner, this.repo] as const,
    task: ([owner, repo], { signal }) => fetchJson<Agreement>(apiPath(owner, repo, 'agreement'), {}, signal),
  })

  override render() {
    const filters = readFilters(this.search, sorts, choices)
    return html`
      <h1>${shownText(`${this.owner}/${this.repo}`)}</h1>
      <claw-last-scan
        .owner=${this.owner}
        .repo=${this.repo}
        @scan-ended=${() => this.refresh()}
      ></claw-last-scan>
      <claw-filters
        .filters=${filters}
        .sorts=${sorts}
        .choices=${choices}
        .counts=${this.list.page?.counts ?? null}
        .path=${repositoryPath(this.owner, this.repo)}
      ></claw-filters>
      ${this.renderAgreement()}${this.renderStale()}
      <div class="list" aria-busy=${this.list.state === 'waiting'}>${this.renderList()}</div>
    `
  }

  /** Reads the list again; not under the hands of a reader who has unfolded something, whose word may be what changed it. */
  private refresh() {
    const rows = [...this.renderRoot.querySelectorAll('claw-set')]
    if (rows.some((row) => row.unfolded)) this.stale = true
    else void this.reload()
  }

  private async reload() {
    this.stale = false
    await this.list.load(this.list.items.length)
  }

  private renderStale() {
    if (!this.stale) return nothing
    return html`<p class="stale" role="status">
      The sets have changed. <button @click=${this.reload}>Show them as they are now</button>
    </p>`
  }

  private renderAgreement() {
    const sentence = this.agreement.value ? agreementSentence(this.agreement.value) : ''
    return sentence === '' ? nothing : html`<p class="faint number">${sentence}</p>`
  }

  private renderList() {
    const { list, owner, repo } = this
    if (list.state === 'failed')
      return html`<claw-failure
        what="The duplicate sets"
        .owner=${owner}
        .repo=${repo}
        .error=${list.error}
        @retry=${() => list.load()}
      ></claw-failure>`
    if (list.page === null) return html`<claw-waiting what="the duplicate sets"></claw-waiting>`
    if (list.items.length === 0) return this.renderEmpty()
    return html`
      ${rowChunks(
        list.items,
        (set) => set.id,
        (set) => html`<claw-set .owner=${owner} .repo=${repo} .set=${set}></claw-set>`,
      )}
      <claw-more
        noun="duplicate set"
        .shown=${list.items.length}
        .total=${this.total()}
        ?there=${list.page.nextCursor !== null}
        .state=${list.more}
        @more=${() => list.loadMore()}
      ></claw-more>
    `
  }

  /** How many sets there are as they are narrowed: categories are counted under the chosen kind, kinds under the chosen category. */
  private total(): number | null {
    const { category, is } = readFilters(this.search, sorts, choices)
    return this.list.page?.counts?.[category || is || 'ALL'] ?? null
  }

  private renderEmpty() {
    const filters = readFilters(this.search, sorts, choices)
    if (isNarrowed(filters)) {
      const all = { ...filters, category: '', is: '', q: '', state: 'OPEN' }
      return html`<claw-empty headline="No duplicate set is like this"
        >Take a filter away, or <a href=${`${repositoryPath(this.owner, this.repo)}${filterQuery(all, sorts)}`}
          >show them all</a
        >.</claw-empty
      >`
    }
    const { headline, text } = emptySets(this.list.page!)
    return html`<claw-empty headline=${headline}>${text}</claw-empty>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-sets-page': SetsPage
  }
}
