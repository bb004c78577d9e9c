import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { count, number } from '../text/words.ts'
import { baseStyle, controlStyle } from './style.ts'

/**
 * The end of a list that the server pages: how much is shown, and a button for the next page.
 * @fires more when the next page is wanted.
 */
@customElement('claw-more')
export class More extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-m);
        padding-top: var(--gap-l);
        border-top: 1px solid var(--line);
      }
      .bad {
        color: var(--bad);
      }
    `,
  ]

  @property({ type: Number }) shown = 0
  @property({ type: Number }) total = 0
  @property() noun = ''
  @property() plural = ''
  @property({ type: Boolean }) there = false
  @property() state: 'idle' | 'waiting' | 'failed' = 'idle'

  override render() {
    const total = count(this.total, this.noun, this.plural || `${this.noun}s`)
    return html`<div>
      ${
        this.there
          ? html`<button ?disabled=${this.state === 'waiting'} @click=${this.ask}>
              ${this.state === 'waiting' ? 'Reading…' : 'Show more'}
            </button>`
          : nothing
      }
      <span class="faint number" role="status"
        >${this.there ? `${number(this.shown)} of ${total}` : total}</span
      >
      ${this.state === 'failed' ? html`<span class="bad" role="alert">The next page could not be read.</span>` : nothing}
    </div>`
  }

  private ask() {
    this.dispatchEvent(new CustomEvent('more'))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-more': More
  }
}
