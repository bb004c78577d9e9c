import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { copyTexts } from '../../words/page-texts/frame.ts'

/** How long the button says that it has copied. */
const toldMs = 2_000

/** Text to be copied: a button, and the text itself where it should be read first. */
@customElement('claw-copy')
export class CopyText extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      pre {
        max-height: 24rem;
        overflow: auto;
        padding: var(--gap-m);
        margin-bottom: var(--gap-s);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--sunken);
        font: 0.78rem / 1.55 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ]

  @property() text = ''
  @property() label: string = copyTexts.copy
  /** Shows the text above the button. */
  @property({ type: Boolean }) shown = false
  @state() private told = ''

  override render() {
    return html`${this.shown ? html`<pre tabindex="0" role="region" aria-label=${this.label}>${this.text}</pre>` : nothing}
      <button @click=${this.copy}>${this.told || this.label}</button>`
  }

  private async copy() {
    try {
      await navigator.clipboard.writeText(this.text)
      this.told = copyTexts.copied
    } catch {
      // Over plain HTTP from another machine a browser gives no clipboard.
      this.shown = true
      this.told = copyTexts.refused
    }
    setTimeout(() => {
      this.told = ''
    }, toldMs)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-copy': CopyText
  }
}
