import { Task } from '@lit/task'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Agreement, EndedSet, SetQueue, SetSummary } from '../../domain/answers.ts'
import { categories } from '../../domain/pair.ts'
import { type DecisionState, decisionStates } from '../../domain/set-decision.ts'
import { emptyPart, queueNames } from '../../words/queue.ts'
import { progressSentence } from '../../words/set-decision.ts'
import { fetchJson } from '../api/client.ts'
import { type Page, PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import type { DecisionDialog } from '../elements/decision-dialog.ts'
import '../elements/decision-dialog.ts'
import '../elements/empty.ts'
import '../elements/ended-sets.ts'
import '../elements/failure.ts'
import '../elements/filters.ts'
import '../elements/last-scan.ts'
import '../elements/more.ts'
import { rowChunks, rowChunksStyle } from '../elements/row-chunks.ts'
import type { SetRow } from '../elements/set-row.ts'
import '../elements/set-row.ts'
import { baseStyle, controlStyle, listPageStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import { agreementSentence } from '../../words/agreement.ts'
import { emptySets, type SetsKnown } from '../../words/empty-sets.ts'
import { number } from '../../words/numbers.ts'
import { filterTexts, queueTexts, setOrders } from '../../words/page-texts/queue.ts'
import { type Choices, filterQuery, isNarrowed, kinds, readFilters, usualState } from '../filters.ts'
import { followActions, lastAction } from '../queue/actions.ts'
import { chooseKeeper, judgeMembers, putOff, verdictOfKeys } from '../queue/decide.ts'
import { othersOf } from '../queue/first-pair.ts'
import { noteQueue, progressOf } from '../queue/open-sets.ts'
import { repositoryPath } from '../router.ts'
import { shownText } from '../text/shown-text.ts'
import { setsPageStyle } from './sets-page-style.ts'

type SetsPageAnswer = Page<SetSummary> & SetsKnown & SetQueue & { counts?: Record<string, number> }

/** What is merely related makes no set. */
const choices: Choices = {
  categories: categories.filter((category) => category !== 'RELATED'),
  kinds: Object.keys(kinds),
  decisions: decisionStates,
}
const sorts = setOrders

/**
 * A repository's duplicate sets as a queue: how the last scan went, what is to be decided, and each set in two lines.
 */
@customElement('claw-sets-page')
export class SetsPage extends LitElement {
  static override styles = [baseStyle, rowChunksStyle, listPageStyle, controlStyle, setsPageStyle]

  @property() owner = ''
  @property() repo = ''
  /** The query of the address. */
  @property() search = ''
  /** There are newer answers than the list shows. */
  @state() private stale = false
  /** Ids of the sets that one plan is asked for. */
  @state() private selected: ReadonlySet<string> = new Set()
  /** Decided here: no list that is older than the decision shows them again. */
  @state() private gone: ReadonlySet<string> = new Set()
  private noted: SetsPageAnswer | null = null
  private stopFollowing: (() => void) | undefined

  private readonly list = new PagedList<SetSummary, SetsPageAnswer>(this, () => {
    const { category, state, q, sort, is, decision } = readFilters(this.search, sorts, choices)
    return {
      path: apiPath(this.owner, this.repo, 'duplicate-sets'),
      query: { category, state, q, sort, is, decision },
    }
  })

  private readonly agreement = new Task(this, {
    args: () => [this.owner, this.repo] as const,
    task: ([owner, repo], { signal }) => fetchJson<Agreement>(apiPath(owner, repo, 'agreement'), {}, signal),
  })

  override render() {
    const filters = readFilters(this.search, sorts, choices)
    return html`
      <div class="head">
        <h1>${shownText(`${this.owner}/${this.repo}`)}</h1>
        <claw-last-scan
          .owner=${this.owner}
          .repo=${this.repo}
          @scan-ended=${() => this.refresh()}
        ></claw-last-scan>
      </div>
      ${this.renderQueue()}
      <claw-filters
        .filters=${filters}
        .sorts=${sorts}
        .choices=${choices}
        .counts=${this.list.page?.counts ?? null}
        .path=${repositoryPath(this.owner, this.repo)}
      ></claw-filters>
      ${this.renderAgreement()}${this.renderStale()}
      <div class="list" aria-busy=${this.list.state === 'waiting'} @row-selected=${this.onSelected}>${this.renderList()}</div>
      ${this.renderSelected()}
      <claw-decision-dialog></claw-decision-dialog>
    `
  }

  override connectedCallback() {
    super.connectedCallback()
    this.stopFollowing = followActions(() => {
      this.requestUpdate()
      if (lastAction()?.state !== 'undone') return
      this.gone = new Set()
      void this.reload()
    })
  }

  override disconnectedCallback() {
    this.stopFollowing?.()
    super.disconnectedCallback()
  }

  protected override updated() {
    const { page, items } = this.list
    if (page === null || page === this.noted || page.decisions === undefined) return
    this.noted = page
    const { decision, category, is, q } = readFilters(this.search, sorts, choices)
    if (decision !== 'open') return
    noteQueue(this.owner, this.repo, items, page)
    // A count of what is narrowed says nothing of the whole queue.
    if (category === '' && is === '' && q === '') this.requestUpdate()
  }

  /** The parts of the queue, each with its count, and how much of it was decided today. */
  private renderQueue() {
    const filters = readFilters(this.search, sorts, choices)
    const decisions = this.list.page?.decisions
    const progress = isNarrowed(filters) ? null : progressOf(this.owner, this.repo)
    const sentence = progress === null ? '' : progressSentence(progress.decided, progress.open)
    const queryOf = (name: DecisionState) => {
      const isUsual = filters.state === usualState(filters.decision)
      return filterQuery(
        { ...filters, decision: name, state: isUsual ? usualState(name) : filters.state },
        sorts,
      )
    }
    const part = (name: DecisionState) => html`<li>
      <a
        class="plain"
        href=${`${repositoryPath(this.owner, this.repo)}${queryOf(name)}`}
        aria-current=${name === filters.decision ? 'true' : nothing}
        >${queueNames[name]}${decisions === undefined ? nothing : html` <span class="number">${number(decisions[name])}</span>`}</a
      >
    </li>`
    return html`<nav class="queue" aria-label=${queueTexts.queue}>
      <ul>
        ${decisionStates.map(part)}
      </ul>
      <p class="progress faint number">${sentence}</p>
    </nav>`
  }

  /** Takes a key that was pressed on this page. @returns whether it means something here. */
  takeKey(key: string): boolean {
    const row = this.focusedRow()
    if (row === null) return false
    switch (key) {
      case 'd':
      case 'n':
      case 'c': {
        const others = othersOf(row.set).map(({ number }) => number)
        this.leave(row, judgeMembers(this, row.set, others, verdictOfKeys[key], true))
        return true
      }
      case 'K':
        void this.dialog.askKeeper(row.set).then((keeper) => {
          if (keeper !== null) this.leave(row, chooseKeeper(this, row.set, keeper))
        })
        return true
      case 's':
        void this.dialog.askUntil().then((until) => {
          if (until !== null) this.leave(row, putOff(this, row.set, until))
        })
        return true
      case 'x':
        this.select(row.set.id)
        return true
      default:
        return false
    }
  }

  private get dialog(): DecisionDialog {
    return this.renderRoot.querySelector('claw-decision-dialog')!
  }

  private focusedRow(): SetRow | null {
    return this.renderRoot.querySelector<SetRow>('claw-set:focus-within')
  }

  /**
   * A row that was decided goes at once, and the next one has the focus. It is back where the verdict did not arrive,
   * or was taken back.
   */
  private leave(row: SetRow, arrives: Promise<boolean>) {
    const { id } = row.set
    const rows = [...this.renderRoot.querySelectorAll<SetRow>('claw-set')]
    const at = rows.indexOf(row)
    ;(rows[at + 1] ?? rows[at - 1])?.focus()
    this.gone = new Set([...this.gone, id])
    void arrives.then((arrived) => {
      if (!arrived) this.comeBack(id)
    })
  }

  private comeBack(id: string) {
    this.gone = new Set([...this.gone].filter((other) => other !== id))
    void this.reload()
  }

  private onSelected(event: Event) {
    const [row] = event.composedPath()
    this.select((row as SetRow).set.id)
  }

  private select(id: string) {
    const others = [...this.selected].filter((other) => other !== id)
    this.selected = new Set(this.selected.has(id) ? others : [...others, id])
  }

  private renderSelected() {
    if (this.selected.size === 0) return nothing
    return html`<div class=${lastAction() === null ? 'plan' : 'plan raised'} role="region" aria-label=${queueTexts.selected}>
      <span class="number">${queueTexts.howManySelected(this.selected.size)}</span>
      <a href=${repositoryPath(this.owner, this.repo, 'plan', [...this.selected].join(','))}>${queueTexts.plan}</a>
      <button
        @click=${() => {
          this.selected = new Set()
        }}
      >
        ${queueTexts.clear}
      </button>
    </div>`
  }

  /**
   * Reads the list again; not under the hands of a reader who has unfolded something, whose verdict may be what changed
   * it.
   */
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
      ${queueTexts.changed} <button @click=${this.reload}>${queueTexts.showCurrent}</button>
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
        what=${queueTexts.failed}
        .owner=${owner}
        .repo=${repo}
        .error=${list.error}
        @retry=${() => list.load()}
      ></claw-failure>`
    if (list.page === null) return html`<claw-waiting what=${queueTexts.awaited}></claw-waiting>`
    const shown = list.items.filter(({ id }) => !this.gone.has(id))
    const ended = list.page.ended ?? []
    if (shown.length === 0 && ended.length === 0) return this.renderEmpty()
    if (shown.length === 0) return this.renderEnded(ended)
    return html`
      ${rowChunks(
        shown,
        (set) => set.id,
        (set) =>
          html`<claw-set
            .owner=${owner}
            .repo=${repo}
            .set=${set}
            ?selected=${this.selected.has(set.id)}
          ></claw-set>`,
      )}
      <claw-more
        noun=${queueTexts.noun}
        .shown=${shown.length}
        .total=${this.total()}
        ?there=${list.page.nextCursor !== null}
        .state=${list.more}
        @more=${() => list.loadMore()}
      ></claw-more>
      ${this.renderEnded(ended)}
    `
  }

  private renderEnded(sets: readonly EndedSet[]) {
    if (sets.length === 0) return nothing
    return html`<claw-ended-sets .owner=${this.owner} .repo=${this.repo} .sets=${sets}></claw-ended-sets>`
  }

  /**
   * How many sets there are as they are narrowed: categories are counted under the chosen kind, kinds under the chosen
   * category.
   */
  private total(): number | null {
    const { category, is } = readFilters(this.search, sorts, choices)
    return this.list.page?.counts?.[category || is || 'ALL'] ?? null
  }

  private renderEmpty() {
    const filters = readFilters(this.search, sorts, choices)
    if (isNarrowed(filters)) {
      const { remove } = filterTexts
      const all = { ...filters, category: '', is: '', q: '', state: usualState(filters.decision) }
      return html`<claw-empty headline=${queueTexts.noMatch}
        >${remove.before}<a href=${`${repositoryPath(this.owner, this.repo)}${filterQuery(all, sorts)}`}
          >${remove.link}</a
        >${remove.after}</claw-empty
      >`
    }
    const { decisions } = this.list.page!
    const others = decisions === undefined ? 0 : Object.values(decisions).reduce((sum, some) => sum + some, 0)
    const { decision } = filters
    const { headline, text } =
      others === 0 ? emptySets(this.list.page!) : emptyPart(decision as DecisionState, others)
    return html`<claw-empty headline=${headline}>${text}</claw-empty>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-sets-page': SetsPage
  }
}
