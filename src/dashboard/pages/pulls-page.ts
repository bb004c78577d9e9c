import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { QueuedPull } from '../../domain/answers.ts'
import { categories } from '../../domain/pair.ts'
import { pullOrders, pullsTexts } from '../../words/page-texts/pulls.ts'
import { filterTexts } from '../../words/page-texts/queue.ts'
import { PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/empty.ts'
import '../elements/failure.ts'
import '../elements/filters.ts'
import '../elements/last-scan.ts'
import '../elements/more.ts'
import '../elements/pull-row.ts'
import { baseStyle, listPageStyle } from '../../markup/style.ts'
import { rowChunks, rowChunksStyle } from '../elements/row-chunks.ts'
import '../elements/waiting.ts'
import { type Choices, filterQuery, isNarrowed, readFilters, usualState } from '../../markup/filters.ts'
import { repositoryPath } from '../../markup/repository-path.ts'

const choices: Choices = { categories, kinds: ['merged'] }
const sorts = pullOrders

/** The review queue: every pull request with the strongest suggestion about it. */
@customElement('claw-pulls-page')
export class PullsPage extends LitElement {
  static override styles = [
    baseStyle,
    rowChunksStyle,
    listPageStyle,
    css`
      .list {
        --row-height: 4.5rem;
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  /** The query of the address. */
  @property() search = ''

  private readonly list = new PagedList<QueuedPull>(this, () => {
    const { category, state, q, sort, is } = readFilters(this.search, sorts, choices)
    return { path: apiPath(this.owner, this.repo, 'pulls'), query: { category, state, q, sort, is } }
  })

  override render() {
    return html`
      <h1>${pullsTexts.heading}</h1>
      <claw-last-scan
        .owner=${this.owner}
        .repo=${this.repo}
        @scan-ended=${() => this.list.load(this.list.items.length)}
      ></claw-last-scan>
      <claw-filters
        .filters=${readFilters(this.search, sorts, choices)}
        .sorts=${sorts}
        .choices=${choices}
        .path=${repositoryPath(this.owner, this.repo, 'pulls')}
      ></claw-filters>
      <div class="list" aria-busy=${this.list.state === 'waiting'}>${this.renderList()}</div>
    `
  }

  private renderList() {
    const { list, owner, repo } = this
    if (list.state === 'failed')
      return html`<claw-failure
        what=${pullsTexts.failed}
        .owner=${owner}
        .repo=${repo}
        .error=${list.error}
        @retry=${() => list.load()}
      ></claw-failure>`
    if (list.page === null) return html`<claw-waiting what=${pullsTexts.awaited}></claw-waiting>`
    if (list.items.length === 0) return this.renderEmpty()
    return html`
      ${rowChunks(
        list.items,
        (item) => item.number,
        (item) => html`<claw-pull .owner=${owner} .repo=${repo} .pull=${item}></claw-pull>`,
      )}
      <claw-more
        noun=${pullsTexts.noun}
        .shown=${list.items.length}
        ?there=${list.page.nextCursor !== null}
        .state=${list.more}
        @more=${() => list.loadMore()}
      ></claw-more>
    `
  }

  private renderEmpty() {
    const filters = readFilters(this.search, sorts, choices)
    if (!isNarrowed(filters))
      return html`<claw-empty headline=${pullsTexts.none}
        >${pullsTexts.noneWhy}</claw-empty
      >`
    const { remove } = filterTexts
    const all = filterQuery({ ...filters, category: '', is: '', q: '', state: usualState('') }, sorts)
    return html`<claw-empty headline=${pullsTexts.noMatch}
      >${remove.before}<a href=${`${repositoryPath(this.owner, this.repo, 'pulls')}${all}`}>${remove.link}</a
      >${remove.after}</claw-empty
    >`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-pulls-page': PullsPage
  }
}
