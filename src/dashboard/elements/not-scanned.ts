import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import './command.ts'
import './empty.ts'

/** A repository that no scan has read, and the command that scans it. */
@customElement('claw-not-scanned')
export class NotScanned extends LitElement {
  @property() owner = ''
  @property() repo = ''

  override render() {
    return html`<claw-empty headline="Not scanned yet">
      <claw-command line=${`npm run scan -- ${this.owner}/${this.repo}`}></claw-command>
    </claw-empty>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-not-scanned': NotScanned
  }
}
