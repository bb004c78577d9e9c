import { html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { baseStyle } from '../../markup/style.ts'
import { missingTexts } from '../../words/page-texts/repositories.ts'

/** An address that names no view. */
@customElement('claw-missing-page')
export class MissingPage extends LitElement {
  static override styles = [baseStyle]

  override render() {
    return html`<h1>${missingTexts.heading}</h1>
      <p class="soft">${missingTexts.see.before}<a href="/">${missingTexts.see.link}</a>${missingTexts.see.after}</p>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-missing-page': MissingPage
  }
}
