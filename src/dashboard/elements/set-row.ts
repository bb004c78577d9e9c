import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { SetSummary } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import { categoryStyle } from '../../markup/category-style.ts'
import { evidenceTexts } from '../../words/page-texts/evidence.ts'
import { frameTexts } from '../../words/page-texts/frame.ts'
import { setRowTexts } from '../../words/page-texts/queue.ts'
import './failure.ts'
import { scoreStyle } from '../../markup/score-style.ts'
import { renderSetRow } from '../../markup/set-row.ts'
import { setRowStyle } from '../../markup/set-row-style.ts'
import { baseStyle } from '../../markup/style.ts'

/** A row of a longer set would push the next one off the screen. */
const mostMembers = 20
/** What unfolds comes when it is asked for, or while the reader reads: the first rows stand there sooner. */
export const loadUnfolded = () => Promise.all([import('./member-list.ts'), import('./set-evidence.ts')])

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
    return renderSetRow(
      { owner, repo, set, now: Date.now() },
      {
        select: html`<input
          type="checkbox"
          aria-label=${setRowTexts.select(keeperOf(set).number)}
          .checked=${this.selected}
          @change=${() => this.dispatchEvent(new CustomEvent('row-selected', { bubbles: true, composed: true }))}
        />`,
        unfold: this.toggle,
        unfolded: this.renderUnfolded(),
      },
    )
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

  private readonly toggle = async (event: Event) => {
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
