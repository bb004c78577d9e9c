import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { baseStyle, controlStyle } from '../../markup/style.ts'
import { copyTexts } from '../../words/page-texts/frame.ts'

/** A command to type, with a button that copies it. */
@customElement('claw-command')
export class Command extends LitElement {
  static override styles = [
    baseStyle,
    controlStyle,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-s);
        padding: 0.4rem 0.4rem 0.4rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--sunken);
      }
      code {
        flex: 1 1 14rem;
        color: var(--ink);
        font-size: var(--text-m);
      }
    `,
  ]

  @property() line = ''
  @state() private copied = false

  override render() {
    return html`<div>
      <code>${this.line}</code>
      <button @click=${this.copy} aria-label=${copyTexts.copyLine(this.line)}>${this.copied ? copyTexts.copied : copyTexts.copy}</button>
    </div>`
  }

  private async copy() {
    // The clipboard is closed to pages that came over plain HTTP from another machine: then the reader selects by hand.
    await navigator.clipboard?.writeText(this.line).then(
      () => {
        this.copied = true
      },
      () => {},
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-command': Command
  }
}
