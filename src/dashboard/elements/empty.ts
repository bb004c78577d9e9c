import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { baseStyle } from '../../markup/style.ts'

/** An empty list: what is not there, and (slotted) why, or what to do about it. */
@customElement('claw-empty')
export class Empty extends LitElement {
  static override styles = [
    baseStyle,
    css`
      .box {
        padding: clamp(1.5rem, 5vw, 3rem) var(--gap-l);
        border: 1px dashed var(--line-strong);
        border-radius: var(--radius);
        color: var(--ink-soft);
      }
      h2 {
        color: var(--ink);
        margin-bottom: var(--gap-s);
      }
    `,
  ]

  @property() headline = ''

  override render() {
    return html`<div class="box">
      <h2>${this.headline}</h2>
      <slot></slot>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-empty': Empty
  }
}
