import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { moreTexts } from '../../words/page-texts/frame.ts'

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
  /** How many there are in all, where the API tells it. */
  @property({ attribute: false }) total: number | null = null
  @property() noun = ''
  @property() plural = ''
  @property({ type: Boolean }) there = false
  @property() state: 'idle' | 'waiting' | 'failed' = 'idle'

  override render() {
    const named = (howMany: number) => moreTexts.counted(howMany, this.noun, this.plural)
    const shown = !this.there
      ? named(this.shown)
      : this.total === null
        ? moreTexts.soFar(named(this.shown))
        : moreTexts.of(this.shown, named(this.total))
    return html`<div>
      ${
        this.there
          ? html`<button ?disabled=${this.state === 'waiting'} @click=${this.ask}>
              ${this.state === 'waiting' ? moreTexts.reading : moreTexts.more}
            </button>`
          : nothing
      }
      <span class="faint number" role="status"
        >${shown}</span
      >
      ${this.state === 'failed' ? html`<span class="bad" role="alert">${moreTexts.failed}</span>` : nothing}
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
