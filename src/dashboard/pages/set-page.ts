import { Task, TaskStatus } from '@lit/task'
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Comparison, SetDetail, ShownEdge, VerdictAnswer } from '../../domain/answers.ts'
import { afterFrame } from '../after-frame.ts'
import { isAbsent } from '../api/client.ts'
import { followEvents, isOf, type LiveEvent } from '../api/live.ts'
import { apiPath } from '../api/paths.ts'
import { fetchOnce, forgetAhead, seeAhead } from '../api/read-ahead.ts'
import type { DecisionDialog } from '../elements/decision-dialog.ts'
import '../elements/decision-dialog.ts'
import { PairEvidence } from '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/member-strip.ts'
import { NextFrame } from '../elements/next-frame.ts'
import '../elements/pair-view.ts'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { keeperOf, othersOf } from '../../domain/keeper.ts'
import { setTabTitle } from '../../markup/tab-title.ts'
import { closings } from '../../words/close-plan.ts'
import { pairTexts } from '../../words/page-texts/pair.ts'
import { setTexts } from '../../words/page-texts/set.ts'
import { lastAction } from '../queue/actions.ts'
import { Deciding } from '../queue/deciding.ts'
import { readNext, requireQueue } from '../queue/open-sets.ts'
import { renderDecideButtons } from './decide-buttons.ts'
import { setPageStyle } from './set-page-style.ts'
import {
  renderEverything,
  renderGone,
  renderGroups,
  renderHead,
  renderPairWhy,
  renderPlan,
  renderWhatIf,
  subjectOf,
} from './set-parts.ts'
import { ShownEdges } from './shown-edges.ts'

/**
 * Where one set is decided: its keeper beside each other member, what differs, the buttons; and folded below it all
 * that is known.
 */
@customElement('claw-set-page')
export class SetPage extends LitElement {
  static override styles = [baseStyle, controlStyle, setPageStyle]

  @property() owner = ''
  @property() repo = ''
  @property() setId = ''

  /** Another maintainer has said something while this page was read. */
  @state() private overtaken = false
  /** Whether the reader has asked what merging one makes of the others: it costs the service a second. */
  @state() private asksWhatIf = false

  /** The set as it was last read. */
  known: SetDetail | null = null
  private readonly deciding = new Deciding(this)
  private edges = new ShownEdges()
  private readonly nextFrame = new NextFrame(this)
  private stopListening: (() => void) | undefined
  /** The pair that is shown, and its comparison where that was read ahead: it is there before its task is done. */
  private shown: { pair: string | undefined; comparison: Comparison | null } = {
    pair: undefined,
    comparison: null,
  }
  /** Events have not arrived for a while: what happened meanwhile has to be read. */
  private isCutOff = false

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.setId] as const,
    task: ([owner, repo, id], { signal }) =>
      fetchOnce<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), signal),
    onComplete: (set) => {
      this.known = set
      // The reader may have gone on while it was read again.
      if (this.isConnected) document.title = setTabTitle(this.owner, this.repo, subjectOf(set).title)
      this.prepare()
    },
  })

  private readonly comparison = new Task(this, {
    args: () => [this.owner, this.repo, this.deciding.pair()?.join('...')] as const,
    task: async ([owner, repo, pair], { signal }) =>
      pair === undefined ? null : fetchOnce<Comparison>(apiPath(owner, repo, 'compare', pair), signal),
    onComplete: () => void afterFrame().then(() => this.deciding.readNextMember()),
  })

  override connectedCallback() {
    super.connectedCallback()
    this.stopListening = followEvents({
      event: (event) => this.hear(event),
      connection: (isOpen) => {
        if (isOpen && this.isCutOff) this.catchUp()
        this.isCutOff = !isOpen
      },
    })
  }

  override disconnectedCallback() {
    this.stopListening?.()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('setId')) this.begin()
    const pair = this.deciding.pair()?.join('...')
    if (pair === this.shown.pair) return
    const comparison =
      pair === undefined ? null : seeAhead<Comparison>(apiPath(this.owner, this.repo, 'compare', pair))
    this.shown = { pair, comparison }
  }

  /** Nothing of another set is left; what was read ahead of this one is there at once. */
  private begin() {
    this.known = seeAhead(apiPath(this.owner, this.repo, 'duplicate-sets', this.setId))
    this.overtaken = false
    this.asksWhatIf = false
    this.edges = new ShownEdges()
    this.deciding.begin()
    this.nextFrame.begin()
  }

  override render() {
    return this.detail.render({
      // Read again after a verdict: what is there stays until the new answer comes.
      pending: () =>
        this.known !== null
          ? this.renderSet(this.known)
          : html`<h1>${setTexts.heading}</h1>
              <claw-waiting what=${setTexts.awaited}></claw-waiting>`,
      error: (error) =>
        this.known !== null && this.isGone()
          ? this.renderSet(this.known, true)
          : html`<h1>${setTexts.heading}</h1>
              <claw-failure
                what=${setTexts.failed}
                .error=${error}
                @retry=${() => this.detail.run()}
              ></claw-failure>`,
      complete: (set) => this.renderSet(set),
    })
  }

  /** Takes a key that was pressed on this page. @returns whether it means something here. */
  takeKey(key: string): boolean {
    // What could not be read again is not on the screen: nothing is decided of it.
    if (this.detail.status === TaskStatus.ERROR && key !== 'j') return false
    return this.deciding.takeKey(key)
  }

  /** What was shown is no set any more: there is nothing to decide. */
  private isGone(): boolean {
    return this.detail.status === TaskStatus.ERROR && isAbsent(this.detail.error)
  }

  get dialog(): DecisionDialog {
    return this.renderRoot.querySelector('claw-decision-dialog')!
  }

  /**
   * Has the next decision page read, so that it is there when this one is decided. Where that fails, it is read when it
   * is shown.
   */
  private prepare(): void {
    void requireQueue(this.owner, this.repo)
      .then(() => readNext(this.owner, this.repo, this.setId))
      .catch(() => {})
  }

  private hear(event: LiveEvent) {
    if (!isOf(event, this.owner, this.repo) || event.type === 'scan') return
    forgetAhead(apiPath(this.owner, this.repo, 'duplicate-sets'))
    if (event.type === 'decision' && event.set !== this.setId) return this.prepare()
    // Another maintainer's: our own are the last ones that were given here.
    if (event.type === 'decision' && lastAction()?.action.path !== location.pathname) this.overtaken = true
    void this.detail.run()
  }

  /** The connection is back: what is shown may have been decided meanwhile, and what could not be read can be. */
  private catchUp() {
    forgetAhead(apiPath(this.owner, this.repo, 'duplicate-sets'))
    void this.detail.run()
    if (this.comparison.status === TaskStatus.ERROR) void this.comparison.run()
  }

  /** A verdict on one of the pairs below may change the set, or leave nothing of it. */
  private readonly hearVerdict = (event: CustomEvent<VerdictAnswer>) => {
    const pair = event.composedPath().find((element) => element instanceof PairEvidence)
    const edge = event.detail.edge ?? pair?.edge
    if (edge != null) this.edges.judge(edge)
    void this.detail.run()
  }

  private renderSet(set: SetDetail, gone = false) {
    return html`
      ${gone ? renderGone(this.owner, this.repo) : nothing}
      ${renderHead(set, this.overtaken)}
      ${gone ? nothing : this.renderPair(set)}
      ${renderGroups(this.owner, this.repo, set)}
      ${keyed(set.id, this.renderFolded(set, gone))}
      <claw-decision-dialog></claw-decision-dialog>
    `
  }

  private renderFolded(set: SetDetail, gone: boolean) {
    return html`${
      gone
        ? nothing
        : renderWhatIf(this, set, this.asksWhatIf, () => {
            this.asksWhatIf = true
          })
    }
      ${gone || closings(set).length === 0 ? nothing : renderPlan(this.owner, this.repo, set)}
      <details class="rest" ?open=${gone}>
        <summary>${setTexts.everything}</summary>
        ${gone || this.nextFrame.isThere ? renderEverything(this, set, this.edges.of(set, gone), this.edges.first, this.hearVerdict) : nothing}
      </details>`
  }

  private renderPair(set: SetDetail) {
    const [keeper, other] = this.deciding.pair() ?? []
    if (keeper === undefined || other === undefined) return nothing
    const others = othersOf(set)
    const edge = this.edgeOf(set, keeper, other)
    const found = this.comparisonNow()
    return html`
      ${
        others.length < 2
          ? nothing
          : html`${keyed(
              set.id,
              html`<claw-member-strip
                .keeper=${keeper}
                .others=${others}
                .shown=${other}
                .done=${this.deciding.done(set)}
                @member-chosen=${(event: CustomEvent<number>) => this.deciding.show(event.detail)}
              ></claw-member-strip>`,
            )}
            ${renderPairWhy(keeperOf(set), other, edge)}`
      }
      ${
        found !== null
          ? html`<claw-pair-view
              .owner=${this.owner}
              .repo=${this.repo}
              .comparison=${found}
              .edge=${edge ?? null}
              .kept=${keeper}
            >
              ${this.renderButtons(edge)}
            </claw-pair-view>`
          : this.comparison.render({
              pending: () =>
                html`${this.renderButtons(edge)}<claw-waiting what=${pairTexts.awaited}></claw-waiting>`,
              error: (error) =>
                html`<claw-failure
                    what=${pairTexts.failed}
                    .error=${error}
                    @retry=${() => this.comparison.run()}
                  ></claw-failure>
                  ${this.renderButtons(edge)}`,
            })
      }
    `
  }

  /**
   * What was found of the pair that is shown; null: nothing yet. A task that waits still has that of the pair before.
   */
  private comparisonNow(): Comparison | null {
    const { status, value } = this.comparison
    if (status === TaskStatus.COMPLETE) return value ?? null
    return status === TaskStatus.PENDING ? this.shown.comparison : null
  }

  /**
   * What is known of the pair that is shown: until its own comparison is there, or where that fails, what the set says.
   * Undefined: not known yet; null: nothing was found.
   */
  private edgeOf(set: SetDetail, keeper: number, other: number): ShownEdge | null | undefined {
    const found = this.comparisonNow()
    if (found !== null) return found.edge ?? null
    return set.edges.find(({ a, b }) => a === Math.min(keeper, other) && b === Math.max(keeper, other))
  }

  private renderButtons(edge: ShownEdge | null | undefined) {
    return renderDecideButtons(edge?.verdict, (key) => void this.deciding.takeKey(key))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-page': SetPage
  }
}
