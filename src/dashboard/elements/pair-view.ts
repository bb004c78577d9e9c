import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { ComparedPull, Comparison, ShownEdge } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText } from '../../markup/shown-text.ts'
import { changeWords } from '../../words/change-words.ts'
import { moment } from '../../words/numbers.ts'
import { pairTexts } from '../../words/page-texts/pair.ts'
import { pageText } from '../../words/strangers-text.ts'
import './changes.ts'
import './evidence.ts'
import { NextFrame } from './next-frame.ts'
import { pairViewStyle } from './pair-view-style.ts'
import './pull-facts.ts'
import './standing.ts'
import { baseStyle } from '../../markup/style.ts'

/**
 * Two pull requests beside each other: their facts in two short columns, what decides about them (the slot), the
 * differences of their changes, and folded at the end all that else is known.
 */
@customElement('claw-pair-view')
export class PairView extends LitElement {
  static override styles = [baseStyle, pairViewStyle]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) comparison!: Comparison
  /** What is said of the pair by now. */
  @property({ attribute: false }) edge: ShownEdge | null = null
  /** The one that makes the other needless. */
  @property({ type: Number }) kept = 0

  private readonly nextFrame = new NextFrame(this)

  protected override willUpdate(changed: PropertyValues<this>) {
    const before = changed.get('comparison')
    if (before !== undefined && pairOf(before) !== pairOf(this.comparison)) this.nextFrame.begin()
  }

  override render() {
    const { a, b } = this.comparison
    return html`
      <div class="sides">${this.renderSide(a)} ${this.renderSide(b)}</div>
      <slot></slot>
      <section class="changes" aria-label=${pairTexts.changes}>
        ${keyed(this.comparison, html`<claw-changes .comparison=${this.comparison}></claw-changes>`)}
      </section>
      ${keyed(
        pairOf(this.comparison),
        html`<details class="rest">
          <summary>${pairTexts.rest}</summary>
          ${this.nextFrame.isThere ? this.renderRest() : nothing}
        </details>`,
      )}
    `
  }

  private renderRest() {
    const { a, b } = this.comparison
    return html`${this.edge === null ? nothing : html`<claw-evidence .edge=${this.edge} open></claw-evidence>`}
      <div class="sides dates">${this.renderDates(a)} ${this.renderDates(b)}</div>`
  }

  private renderSide(pull: ComparedPull) {
    return html`<section class="side ${pull.number === this.kept ? 'kept' : ''}">
      <h2 title=${pageText(pull.title)}>
        <a href=${repositoryPath(this.owner, this.repo, 'pulls', pull.number)}
          ><span class="id number">#${pull.number}</span>${shownText(pull.title)}</a
        >
      </h2>
      <claw-pull-facts .pull=${pull}></claw-pull-facts>
      ${pull.channels === null ? nothing : html`<p class="number">${changeWords(pull.channels)}</p>`}
      <claw-standing .pull=${pull}></claw-standing>
    </section>`
  }

  private renderDates(pull: ComparedPull) {
    const fact = (name: string, time: string | null | undefined) =>
      time == null
        ? nothing
        : html`<dt>${name}</dt>
            <dd><time datetime=${time}>${moment(time)}</time></dd>`
    return html`<section>
      <h2 class="number">#${pull.number}</h2>
      <dl>
        ${fact(pairTexts.opened, pull.createdAt)} ${fact(pairTexts.headSeen, pull.headFirstSeenAt)}
        ${fact(pairTexts.firstCommit, pull.analysis?.firstCommitAt)}
      </dl>
    </section>`
  }
}

const pairOf = ({ a, b }: Comparison): string => `${a.number}-${b.number}`

declare global {
  interface HTMLElementTagNameMap {
    'claw-pair-view': PairView
  }
}
