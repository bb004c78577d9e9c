import { Task } from '@lit/task'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Agreement, EndedSet, SetSummary } from '../../domain/answers.ts'
import { type Filters, isNarrowed } from '../../markup/filters.ts'
import { agreementSentence } from '../../words/agreement.ts'
import { queueTexts } from '../../words/page-texts/queue.ts'
import { progressSentence } from '../../words/set-decision.ts'
import { fetchJson } from '../api/client.ts'
import { PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/decision-dialog.ts'
import '../elements/ended-sets.ts'
import '../elements/failure.ts'
import '../elements/filters.ts'
import '../elements/last-scan.ts'
import '../elements/more.ts'
import { rowChunks, rowChunksStyle } from '../elements/row-chunks.ts'
import type { SetRow } from '../elements/set-row.ts'
import '../elements/set-row.ts'
import { baseStyle, controlStyle, listPageStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { renderQueue } from '../../markup/queue-parts.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { choices, readSetFilters, sorts } from '../../markup/set-filters.ts'
import { setsPageStyle } from '../../markup/sets-page-style.ts'
import { shownText } from '../../markup/shown-text.ts'
import { forgetEarlyKeys, replayEarlyKeys } from '../early-keys.ts'
import { followActions, lastAction } from '../queue/actions.ts'
import { decideRow } from '../queue/decide-row.ts'
import { noteQueue, progressOf } from '../queue/open-sets.ts'
import { RowAtHand } from '../queue/row-at-hand.ts'
import { SelectedSets } from '../queue/selected-sets.ts'
import { renderEmptyQueue } from './empty-queue.ts'
import { soon } from './first-answers.ts'
import { afterFirstRows, firstRows } from './first-set.ts'
import { countedOf, type SetsPageAnswer, totalOf } from './sets-answer.ts'
import { setsAddress } from './sets-filters.ts'

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
  /** Decided here: no list that is older than the decision shows them again. */
  @state() private gone: ReadonlySet<string> = new Set()
  /** A screen of rows stands there sooner than all of them; these follow when it is drawn. */
  private rows: 'first' | 'drawing' | 'all' = 'first'
  private noted: SetsPageAnswer | null = null
  private stopFollowing: (() => void) | undefined

  private readonly list = new PagedList<SetSummary, SetsPageAnswer>(this, () =>
    setsAddress(this.owner, this.repo, this.search),
  )

  private readonly selected = new SelectedSets(this)
  private readonly rowAtHand = new RowAtHand(this)

  private readonly agreement = new Task(this, {
    args: () => [this.owner, this.repo] as const,
    task: ([owner, repo], { signal }) => fetchJson<Agreement>(apiPath(owner, repo, 'agreement'), {}, signal),
  })

  /**
   * An answer that was fetched beforehand is there at once: then everything is drawn in one step, which takes a slow
   * processor half as long as drawing that it is awaited first.
   */
  protected override async scheduleUpdate() {
    if (!this.hasUpdated) await Promise.race([this.list.begin(), soon()])
    super.scheduleUpdate()
  }

  override render() {
    const filters = readSetFilters(this.search)
    const counted = countedOf(this.list.page)
    return html`
      <div class="head">
        <h1>${shownText(`${this.owner}/${this.repo}`)}</h1>
        <claw-last-scan
          .owner=${this.owner}
          .repo=${this.repo}
          @scan-ended=${() => this.refresh()}
        ></claw-last-scan>
      </div>
      ${renderQueue(this.owner, this.repo, filters, counted?.decisions, this.progress(filters))}
      <claw-filters
        .filters=${filters}
        .sorts=${sorts}
        .choices=${choices}
        .counts=${counted?.counts ?? null}
        .path=${repositoryPath(this.owner, this.repo)}
      ></claw-filters>
      ${this.renderAgreement()}${this.renderStale()}
      <div class="list" aria-busy=${this.list.state === 'waiting'} @row-selected=${this.onSelected}>${this.renderList()}</div>
      ${this.selected.render()}
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
    forgetEarlyKeys()
    super.disconnectedCallback()
  }

  /** Before it is drawn: how far the queue is stands above the list. */
  protected override willUpdate() {
    const { page, items } = this.list
    if (page === null || page === this.noted || page.decisions === undefined) return
    this.noted = page
    if (readSetFilters(this.search).decision === 'open') noteQueue(this.owner, this.repo, items, page)
  }

  protected override updated() {
    if (this.list.state !== 'waiting' && this.list.items.length === 0) replayEarlyKeys()
    if (this.rows !== 'first' || this.list.items.length === 0) return
    this.rows = 'drawing'
    afterFirstRows(() => {
      this.rows = 'all'
      this.requestUpdate()
      void this.updateComplete.then(replayEarlyKeys)
    })
  }

  /** Takes a key that was pressed on this page. @returns whether it means something here. */
  takeKey(key: string): boolean {
    const row = this.focusedRow()
    if (row === null) return false
    if (key === 'x') {
      this.selected.toggle(row.set.id)
      return true
    }
    const dialog = this.renderRoot.querySelector('claw-decision-dialog')!
    return decideRow(this, row.set, key, dialog, (arrives) => this.leave(row, arrives))
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
    this.selected.toggle((row as SetRow).set.id)
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
    this.rowAtHand.forget()
    await this.list.load(this.list.items.length)
  }

  /** How much of the queue was decided today; a count of what is narrowed says nothing of the whole queue. */
  private progress(filters: Filters): string {
    const progress = isNarrowed(filters) ? null : progressOf(this.owner, this.repo)
    return progress === null ? '' : progressSentence(progress.decided, progress.open)
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
    if (shown.length === 0 && ended.length === 0)
      return renderEmptyQueue(owner, repo, readSetFilters(this.search), list.page)
    if (shown.length === 0) return this.renderEnded(ended)
    return html`
      ${rowChunks(
        this.rows === 'all' ? shown : shown.slice(0, firstRows()),
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
        .total=${totalOf(list.page, this.search)}
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
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-sets-page': SetsPage
  }
}
