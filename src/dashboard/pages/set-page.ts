import { Task } from '@lit/task'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Comparison, SetDetail, ShownEdge, VerdictAnswer } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { setSentence } from '../../words/set-sentence.ts'
import { isAbsent } from '../api/client.ts'
import { followEvents, isOf, type LiveEvent } from '../api/live.ts'
import { apiPath } from '../api/paths.ts'
import { fetchOnce, forgetAhead, readAhead } from '../api/read-ahead.ts'
import '../elements/category-mark.ts'
import '../elements/copy-text.ts'
import type { DecisionDialog } from '../elements/decision-dialog.ts'
import '../elements/decision-dialog.ts'
import { PairEvidence } from '../elements/evidence.ts'
import '../elements/failure.ts'
import '../elements/member-list.ts'
import '../elements/member-strip.ts'
import '../elements/pair-view.ts'
import '../elements/plan-choice.ts'
import '../elements/score.ts'
import '../elements/set-graph.ts'
import { baseStyle, controlStyle } from '../elements/style.ts'
import '../elements/waiting.ts'
import '../elements/what-if.ts'
import { closings, setMarkdown } from '../../words/close-plan.ts'
import { pairTexts } from '../../words/page-texts/pair.ts'
import { planTexts } from '../../words/page-texts/plan.ts'
import { setTexts } from '../../words/page-texts/set.ts'
import { whatIfTexts } from '../../words/page-texts/what-if.ts'
import { verdictWords } from '../../words/verdict.ts'
import { lastAction } from '../queue/actions.ts'
import { chooseKeeper, judgeMembers, putOff, verdictOfKeys } from '../queue/decide.ts'
import { firstPair, isJudged, othersOf } from '../queue/first-pair.ts'
import { nextSet, readNext, requireQueue } from '../queue/open-sets.ts'
import { navigate, repositoryPath } from '../router.ts'
import { shownText } from '../text/shown-text.ts'
import { setPageStyle } from './set-page-style.ts'
import { renderDecision, renderGroups, renderIndirect, renderPairWhy } from './set-parts.ts'

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

  /** The member beside the keeper; null: the first one that has not been judged. */
  @state() private chosen: number | null = null
  /** Another maintainer has said something while this page was read. */
  @state() private overtaken = false
  /** What was said of pairs here, before it is known to the service. */
  @state() private judged: ReadonlySet<number> = new Set()

  /** Whether the reader has asked what merging one makes of the others: it costs the service a second. */
  @state() private asksWhatIf = false

  private stopListening: (() => void) | undefined

  private readonly detail = new Task(this, {
    args: () => [this.owner, this.repo, this.setId] as const,
    task: ([owner, repo, id], { signal }) =>
      fetchOnce<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id), signal),
    onComplete: (set) => {
      this.known = set
      this.prepare()
    },
  })

  private readonly comparison = new Task(this, {
    args: () => [this.owner, this.repo, this.pair()?.join('...')] as const,
    task: async ([owner, repo, pair], { signal }) =>
      pair === undefined ? null : fetchOnce<Comparison>(apiPath(owner, repo, 'compare', pair), signal),
    onComplete: () => this.readNextMember(),
  })

  /** The set as it was last read. */
  private known: SetDetail | null = null
  /** Pairs that the reader has judged here: a verdict may take one out of the set, and its Undo with it. */
  private readonly judgedEdges = new Map<string, ShownEdge>()
  /** The pairs in the order in which they came, so that none moves while it is read. */
  private readonly order = new Set<string>()

  override connectedCallback() {
    super.connectedCallback()
    this.stopListening = followEvents({ event: (event) => this.hear(event), connection: () => {} })
  }

  override disconnectedCallback() {
    this.stopListening?.()
    super.disconnectedCallback()
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
        this.known !== null && isAbsent(error)
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
    const set = this.known
    if (set === null) return false
    switch (key) {
      case 'd':
      case 'n':
      case 'c':
        this.judge(set, key)
        return true
      case 'k':
      case 'K':
        void this.choose(set)
        return true
      case 's':
        void this.putOff(set)
        return true
      case 'j':
        this.goOn(set)
        return true
      default:
        return false
    }
  }

  /** The keeper and the member that is shown beside it. */
  private pair(): [number, number] | null {
    const set = this.known
    if (set === null) return null
    const keeper = keeperOf(set).number
    const isThere = othersOf(set).some(({ number }) => number === this.chosen)
    return isThere ? [keeper, this.chosen!] : firstPair(set)
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

  /** Has the changes of the member read that comes next. */
  private readNextMember() {
    const [keeper, shown] = this.pair() ?? []
    const others = this.known === null ? [] : othersOf(this.known)
    const next = others[others.findIndex(({ number }) => number === shown) + 1]
    if (keeper !== undefined && next !== undefined && others.length > 1)
      void readAhead(apiPath(this.owner, this.repo, 'compare', `${keeper}...${next.number}`))
  }

  private isDone(set: SetDetail, other: number): boolean {
    return this.judged.has(other) || isJudged(set, keeperOf(set).number, other)
  }

  /** Says it of the pair that is shown, and goes on to the next member without a verdict, or to the next set. */
  private judge(set: SetDetail, key: 'd' | 'n' | 'c') {
    const [, other] = this.pair() ?? []
    if (other === undefined) return
    const left = othersOf(set).filter(
      ({ number, state }) => number !== other && state === 'OPEN' && !this.isDone(set, number),
    )
    const [next] = left
    const arrives = judgeMembers(this, set, [other], verdictOfKeys[key], next === undefined)
    this.judged = new Set([...this.judged, other])
    if (next === undefined) this.leave(set)
    else this.chosen = next.number
    void arrives.then((arrived) => {
      if (!arrived) this.judged = new Set([...this.judged].filter((number) => number !== other))
    })
  }

  private async choose(set: SetDetail) {
    const keeper = await this.dialog.askKeeper(set)
    if (keeper === null) return
    void chooseKeeper(this, set, keeper)
    this.leave(set)
  }

  private async putOff(set: SetDetail) {
    const until = await this.dialog.askUntil()
    if (until === null) return
    void putOff(this, set, until)
    this.leave(set)
  }

  private get dialog(): DecisionDialog {
    return this.renderRoot.querySelector('claw-decision-dialog')!
  }

  /** The next member; behind the last one, the next set. */
  private goOn(set: SetDetail) {
    const others = othersOf(set)
    const at = others.findIndex(({ number }) => number === this.pair()?.[1])
    const next = others[at + 1]
    if (next === undefined) this.leave(set)
    else this.chosen = next.number
  }

  /** Shows the next set that is to be decided; without one, the list. */
  private leave(set: SetDetail) {
    const next = nextSet(this.owner, this.repo, set.id)
    navigate(repositoryPath(this.owner, this.repo, ...(next === null ? [] : ['sets', next])))
  }

  private hear(event: LiveEvent) {
    if (!isOf(event, this.owner, this.repo) || event.type === 'scan') return
    forgetAhead(apiPath(this.owner, this.repo, 'duplicate-sets'))
    if (event.type === 'decision' && event.set !== this.setId) return this.prepare()
    // Another maintainer's: our own are the last ones that were given here.
    if (event.type === 'decision' && lastAction()?.action.path !== location.pathname) this.overtaken = true
    void this.detail.run()
  }

  /** A verdict on one of the pairs below may change the set, or leave nothing of it. */
  private readonly hearVerdict = (event: CustomEvent<VerdictAnswer>) => {
    const pair = event.composedPath().find((element) => element instanceof PairEvidence)
    const edge = event.detail.edge ?? pair?.edge
    if (edge != null) this.judgedEdges.set(pairKey(edge), edge)
    void this.detail.run()
  }

  private renderSet(set: SetDetail, gone = false) {
    const { number: kept } = keeperOf(set)
    const subject = set.members.find(({ number }) => number === kept) ?? set.members[0]!
    return html`
      ${
        gone
          ? html`<p class="gone" role="status">
              ${setTexts.gone}
              <a href=${repositoryPath(this.owner, this.repo)}>${setTexts.allSets}</a>
            </p>`
          : nothing
      }
      <div class="marks">
        <claw-category .category=${set.category}></claw-category>
        ${set.alreadyMerged === null ? nothing : html`<span class="merged">${setTexts.mergedAs(set.alreadyMerged)}</span>`}
        <claw-score .value=${set.score} .because=${set.reason}></claw-score>
        ${renderDecision(set, this.overtaken)}
      </div>
      <h1>${shownText(subject.title)}</h1>
      <p class="why">${setSentence(set)}${set.reason === '' ? nothing : html`: ${shownText(set.reason)}`}</p>
      ${gone ? nothing : this.renderPair(set)}
      ${renderGroups(this.owner, this.repo, set)} ${gone ? nothing : this.renderWhatIf(set)}
      ${gone || closings(set).length === 0 ? nothing : this.renderPlan(set)}
      <details class="rest" ?open=${gone}>
        <summary>${setTexts.everything}</summary>
        <claw-set-graph .set=${set}></claw-set-graph>
        <h2>${setTexts.members}</h2>
        <claw-members .owner=${this.owner} .repo=${this.repo} .members=${set.members}></claw-members>
        <div class="export">
          <claw-copy label=${setTexts.copyMarkdown} .text=${setMarkdown(set, set.publicPage)}></claw-copy>
        </div>
        <h2>${setTexts.evidence}</h2>
        ${this.renderEvidence(set, gone)}
      </details>
      <claw-decision-dialog></claw-decision-dialog>
    `
  }

  private renderPair(set: SetDetail) {
    const [keeper, other] = this.pair() ?? []
    if (keeper === undefined || other === undefined) return nothing
    const others = othersOf(set)
    const edge = this.comparison.value?.edge ?? null
    return html`
      ${
        others.length < 2
          ? nothing
          : html`<claw-member-strip
              .keeper=${keeper}
              .others=${others}
              .shown=${other}
              .done=${others.filter(({ number }) => this.isDone(set, number)).map(({ number }) => number)}
              @member-chosen=${(event: CustomEvent<number>) => {
                this.chosen = event.detail
              }}
            ></claw-member-strip>
            ${renderPairWhy(keeper, other, this.comparison.value == null ? undefined : edge)}`
      }
      ${this.comparison.render({
        pending: () =>
          html`${this.renderButtons(set)}<claw-waiting what=${pairTexts.awaited}></claw-waiting>`,
        error: (error) =>
          html`<claw-failure
              what=${pairTexts.failed}
              .error=${error}
              @retry=${() => this.comparison.run()}
            ></claw-failure>
            ${this.renderButtons(set)}`,
        complete: (found) =>
          found === null
            ? nothing
            : html`<claw-pair-view
                .owner=${this.owner}
                .repo=${this.repo}
                .comparison=${found}
                .edge=${edge}
                .kept=${keeper}
              >
                ${this.renderButtons(set)}
              </claw-pair-view>`,
      })}
    `
  }

  private renderButtons(set: SetDetail) {
    const stands = this.comparison.value?.edge?.verdict
    const button = (
      key: string,
      words: string,
      press: () => void,
      verdict?: MaintainerVerdict,
    ) => html`<button
      aria-pressed=${verdict === undefined ? nothing : verdict === stands ? 'true' : 'false'}
      @click=${press}
    >
      ${words} <kbd aria-hidden="true">${key}</kbd>
    </button>`
    return html`<div class="decide" role="group" aria-label=${setTexts.decide}>
      ${button('d', verdictWords.DUPLICATE.button, () => this.judge(set, 'd'), 'DUPLICATE')}
      ${button('n', verdictWords.NOT_RELATED.button, () => this.judge(set, 'n'), 'NOT_RELATED')}
      ${button('c', verdictWords.COMPETING.button, () => this.judge(set, 'c'), 'COMPETING')}
      ${button('k', setTexts.chooseKeeper, () => void this.choose(set))}
      ${button('s', setTexts.putOff, () => void this.putOff(set))}
    </div>`
  }

  private renderWhatIf(set: SetDetail) {
    if (set.members.filter(({ state }) => state === 'OPEN').length < 2) return nothing
    return html`<details
      class="rest"
      @toggle=${({ currentTarget }: Event) => {
        this.asksWhatIf ||= (currentTarget as HTMLDetailsElement).open
      }}
    >
      <summary>${whatIfTexts.heading}</summary>
      ${
        this.asksWhatIf
          ? html`<claw-what-if
              .from=${apiPath(this.owner, this.repo, 'duplicate-sets', set.id, 'what-if')}
            ></claw-what-if>`
          : nothing
      }
    </details>`
  }

  private renderPlan(set: SetDetail) {
    return html`<details class="rest">
      <summary>${planTexts.heading}</summary>
      <claw-plan .owner=${this.owner} .repo=${this.repo} .sets=${[set]}></claw-plan>
      ${renderIndirect(set)}
    </details>`
  }

  private renderEvidence(set: SetDetail, gone: boolean) {
    const inSet = new Map(set.edges.map((edge) => [pairKey(edge), edge]))
    for (const key of inSet.keys()) this.order.add(key)
    const edges = [...this.order].flatMap((key) => {
      const edge = gone
        ? (this.judgedEdges.get(key) ?? inSet.get(key))
        : (inSet.get(key) ?? this.judgedEdges.get(key))
      return edge === undefined ? [] : [edge]
    })
    if (edges.length === 0) return html`<p class="soft">${setTexts.noEvidence}</p>`
    const [first] = this.order
    return repeat(
      edges,
      pairKey,
      (edge) => html`<claw-evidence
        .edge=${edge}
        .owner=${this.owner}
        .repo=${this.repo}
        ?open=${pairKey(edge) === first}
        @verdict-given=${this.hearVerdict}
      ></claw-evidence>`,
    )
  }
}

const pairKey = ({ a, b }: Pick<ShownEdge, 'a' | 'b'>) => `${a}-${b}`

declare global {
  interface HTMLElementTagNameMap {
    'claw-set-page': SetPage
  }
}
