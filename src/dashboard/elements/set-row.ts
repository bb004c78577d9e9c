import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SetSummary } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import { shownAuthor } from '../../words/login.ts'
import { age } from '../../words/numbers.ts'
import { evidenceTexts } from '../../words/page-texts/evidence.ts'
import { frameTexts } from '../../words/page-texts/frame.ts'
import { setRowTexts } from '../../words/page-texts/queue.ts'
import { decisionSentence } from '../../words/set-decision.ts'
import { setSentence } from '../../words/set-sentence.ts'
import { othersOf } from '../queue/first-pair.ts'
import { repositoryPath } from '../router.ts'
import { shownText } from '../text/shown-text.ts'
import { categoryStyle, renderCategory } from './category-mark.ts'
import './failure.ts'
import { renderScore, scoreStyle } from './score.ts'
import { setRowStyle } from './set-row-style.ts'
import { baseStyle } from './style.ts'

/** A row of a longer set would push the next one off the screen. */
const mostMembers = 20
/** What unfolds comes when it is asked for, or while the reader reads: the first rows stand there sooner. */
export const loadUnfolded = () => Promise.all([import('./member-list.ts'), import('./set-evidence.ts')])
/** Numbers that a row has room for. */
const mostNumbers = 4

/**
 * A duplicate set in two lines: its subject, which is the keeper's title, and why; the members and the evidence of each
 * pair unfold from the second.
 * @fires row-selected when it is selected or let go.
 */
@customElement('claw-set')
export class SetRow extends LitElement {
  static override styles = [baseStyle, categoryStyle, scoreStyle, setRowStyle]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) set!: SetSummary
  @property({ type: Boolean, reflect: true }) selected = false
  @state() private opened = false
  /** Why what unfolds is not there. */
  @state() private broken: Error | null = null

  /** Whether its evidence is being read. */
  get unfolded(): boolean {
    return this.renderRoot.querySelector('details')?.open ?? false
  }

  /** Focuses what opens it, for those who walk the list by keys. */
  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2 a')?.focus()
  }

  override render() {
    const { set, owner, repo } = this
    const keeper = keeperOf(set).number
    const subject = set.members.find(({ number }) => number === keeper) ?? set.members[0]!
    return html`<article>
      <input
        type="checkbox"
        aria-label=${setRowTexts.select(keeper)}
        .checked=${this.selected}
        @change=${() => this.dispatchEvent(new CustomEvent('row-selected', { bubbles: true, composed: true }))}
      />
      <h2>
        <a href=${repositoryPath(owner, repo, 'sets', set.id)}
          ><span class="id number">#${keeper}</span> ${shownText(subject.title)}</a
        >
      </h2>
      <span class="who">${subject.author === null ? nothing : html`${shownText(shownAuthor(subject.author))}, `}${age(subject.createdAt, Date.now())}</span>
      <span class="numbers number">${this.renderNumbers()}</span>
      ${
        set.alreadyMerged === null
          ? renderCategory({ category: set.category, relation: null })
          : html`<span class="merged" title=${setRowTexts.mergedAs(set.alreadyMerged)}>${setRowTexts.merged}</span>`
      }
      ${renderScore({ value: set.score, because: set.reason, plain: false })}
      <details @toggle=${this.toggle}>
        <summary>${this.renderDecision()}${setSentence(set)}${set.reason === '' ? '' : html`: ${shownText(set.reason)}`}</summary>
        ${this.renderUnfolded()}
      </details>
    </article>`
  }

  private renderUnfolded() {
    const { set, owner, repo, broken } = this
    if (broken !== null)
      return html`<claw-failure
        what=${evidenceTexts.failed}
        .error=${broken}
        @retry=${() => location.reload()}
      ></claw-failure>`
    if (!this.opened) return nothing
    return html`<claw-members .owner=${owner} .repo=${repo} .members=${set.members} .most=${mostMembers}></claw-members>
      <claw-set-evidence .owner=${owner} .repo=${repo} .setId=${set.id}></claw-set-evidence>`
  }

  private renderDecision() {
    const sentence = decisionSentence(this.set.decision)
    return sentence === '' ? nothing : html`<strong>${sentence}.</strong> `
  }

  /** Those beside the keeper, for the eye; the second line says it in words. */
  private renderNumbers() {
    const others = othersOf(this.set)
    const more = others.length - mostNumbers
    return html`${others
      .slice(0, mostNumbers)
      .map(
        ({ number, state }) => html`<span class=${state.toLowerCase()}>#${number}</span> `,
      )}${more > 0 ? html`<span>+${more}</span>` : nothing}`
  }

  private async toggle(event: Event) {
    if (this.opened || !(event.currentTarget as HTMLDetailsElement).open) return
    this.opened = true
    try {
      await loadUnfolded()
    } catch {
      this.broken = new Error(frameTexts.codeMissing)
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set': SetRow
  }
}
