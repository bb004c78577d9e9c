import { html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { baseStyle } from '../elements/style.ts'

/** An address that names no view. */
@customElement('claw-missing-page')
export class MissingPage extends LitElement {
  static override styles = [baseStyle]

  override render() {
    return html`<h1>There is nothing at this address</h1>
      <p class="soft">See <a href="/">all repositories</a>.</p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-missing-page': MissingPage
  }
}
