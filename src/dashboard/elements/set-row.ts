import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { setSentence } from '../../words/set-sentence.ts'
import type { SetSummary } from '../api/types.ts'
import { repositoryPath } from '../router.ts'
import { shownText } from '../text/shown-text.ts'
import './category-mark.ts'
import './member-list.ts'
import './score.ts'
import './set-evidence.ts'
import { baseStyle } from './style.ts'

/** A row of a longer set would push the next one off the screen. */
const mostMembers = 20

/** A duplicate set as a sentence, its members under it, and the evidence of each pair one click away. */
@customElement('claw-set')
export class SetRow extends LitElement {
  static override styles = [
    baseStyle,
    css`
      article {
        padding: var(--gap-l) 0;
        border-top: 1px solid var(--line);
      }
      .marks {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--gap-m);
        margin-bottom: 0.3rem;
      }
      .marks claw-score {
        margin-left: auto;
      }
      .merged {
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--merged);
      }
      h2 {
        max-width: 52rem;
        text-wrap: pretty;
      }
      h2 a {
        color: inherit;
      }
      claw-members {
        margin-top: 0.6rem;
      }
      details {
        margin-top: 0.4rem;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
        font-size: var(--text-m);
        width: fit-content;
        padding: 0.3rem 0;
      }
    `,
  ]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) set!: SetSummary
  @state() private opened = false

  /** Whether its evidence is being read. */
  get unfolded(): boolean {
    return this.renderRoot.querySelector('details')?.open ?? false
  }

  /** Focuses what opens it, for whoever walks the list by keys. */
  override focus() {
    this.renderRoot.querySelector<HTMLElement>('h2 a')?.focus()
  }

  override render() {
    const { set, owner, repo } = this
    const others = set.members.length - 1
    return html`<article>
      <div class="marks">
        <claw-category .category=${set.category}></claw-category>
        ${set.alreadyMerged === null ? nothing : html`<span class="merged">Already merged as #${set.alreadyMerged}</span>`}
        <claw-score .value=${set.score} .because=${set.reason}></claw-score>
      </div>
      <h2><a href=${repositoryPath(owner, repo, 'sets', set.id)}>${this.renderSentence()}</a></h2>
      <claw-members .owner=${owner} .repo=${repo} .members=${set.members} .most=${mostMembers}></claw-members>
      <details @toggle=${this.toggle}>
        <summary>Why${others > 1 ? ', pair by pair' : ''}</summary>
        ${
          this.opened
            ? html`<claw-set-evidence .owner=${owner} .repo=${repo} .setId=${set.id}></claw-set-evidence>`
            : nothing
        }
      </details>
    </article>`
  }

  private renderSentence(): TemplateResult {
    return html`${setSentence(this.set)}${this.set.reason === '' ? '' : html`: ${shownText(this.set.reason)}`}`
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
