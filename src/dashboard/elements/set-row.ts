import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SetSummary } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import { age } from '../../words/numbers.ts'
import { setRowTexts } from '../../words/page-texts/queue.ts'
import { decisionSentence } from '../../words/set-decision.ts'
import { setSentence } from '../../words/set-sentence.ts'
import { othersOf } from '../queue/first-pair.ts'
import { repositoryPath } from '../router.ts'
import { shownText } from '../text/shown-text.ts'
import './category-mark.ts'
import './member-list.ts'
import './score.ts'
import './set-evidence.ts'
import { setRowStyle } from './set-row-style.ts'
import { baseStyle } from './style.ts'

/** A row of a longer set would push the next one off the screen. */
const mostMembers = 20
/** Numbers that a row has room for. */
const mostNumbers = 4

/**
 * A duplicate set in two lines: its subject, which is the keeper's title, and why; the members and the evidence of each
 * pair unfold from the second.
 * @fires row-selected when it is selected or let go.
 */
@customElement('claw-set')
export class SetRow extends LitElement {
  static override styles = [baseStyle, setRowStyle]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) set!: SetSummary
  @property({ type: Boolean, reflect: true }) selected = false
  @state() private opened = false

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
      <span class="who">${subject.author === null ? nothing : html`${shownText(subject.author)}, `}${age(subject.createdAt, Date.now())}</span>
      <span class="numbers number">${this.renderNumbers()}</span>
      ${
        set.alreadyMerged === null
          ? html`<claw-category .category=${set.category}></claw-category>`
          : html`<span class="merged" title=${setRowTexts.mergedAs(set.alreadyMerged)}>${setRowTexts.merged}</span>`
      }
      <claw-score .value=${set.score} .because=${set.reason}></claw-score>
      <details @toggle=${this.toggle}>
        <summary>${this.renderDecision()}${setSentence(set)}${set.reason === '' ? '' : html`: ${shownText(set.reason)}`}</summary>
        ${
          this.opened
            ? html`<claw-members .owner=${owner} .repo=${repo} .members=${set.members} .most=${mostMembers}></claw-members>
              <claw-set-evidence .owner=${owner} .repo=${repo} .setId=${set.id}></claw-set-evidence>`
            : nothing
        }
      </details>
    </article>`
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

  private toggle(event: Event) {
    this.opened ||= (event.currentTarget as HTMLDetailsElement).open
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-set': SetRow
  }
}
